import type { PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody the system knows, by an opaque id. What says who they are is sealed with the key in `dataKey`. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id: PersonId;
  @Column('bytea', { name: 'email_lookup' }) emailLookup: Buffer;
  @Column('bytea', { name: 'data_key' }) dataKey: Buffer;
  @Column('bytea') contact: Buffer;
  @Column('bytea') profile: Buffer;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt: Date;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt: Date | null;
}
