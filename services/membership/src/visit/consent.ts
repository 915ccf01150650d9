import type { PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The text on the booking form that people agree to; a changed text gets a new name. */
export const VISIT_WORDING = 'visit-2026-11';

/** One line of the ledger: who agreed to what, in which words, when. Lines are added, never changed. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'person_id' }) personId: PersonId;
  @Column('text') purpose: 'attend-visit';
  @Column('text') wording: string;
  @Column('text') language: string;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  @Column('timestamptz', { name: 'given_at' }) givenAt: Date;
}
