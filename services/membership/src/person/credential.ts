import type { PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The password of a person who has one; most people never do. */
@Entity('credential')
export class Credential {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: PersonId;
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
