import { newId, type PersonId } from '@opencircle/contracts';
import { FieldCipher } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Person } from './person.js';

const contact = z.object({ email: z.string() });
const profile = z.object({ displayName: z.string(), language: z.string() });

export type Profile = z.infer<typeof profile>;
export type Identity = z.infer<typeof contact> & Profile;
type Sealed = Pick<Person, 'dataKey' | 'contact' | 'profile'>;

/** Between what a person is called and reached by, and the bytes that stand in their row. */
@Injectable()
export class PersonalFields {
  constructor(private readonly cipher: FieldCipher) {}

  /** A row for somebody new, with a data key of their own. */
  newPerson(identity: Identity, at: Date): Person {
    const dataKey = this.cipher.newDataKey();
    return {
      id: newId<PersonId>(),
      emailLookup: this.lookup(identity.email),
      dataKey,
      contact: this.cipher.encrypt(dataKey, JSON.stringify({ email: identity.email.trim() })),
      profile: this.sealProfile(dataKey, identity),
      registeredAt: at,
      disabledAt: null,
    };
  }

  lookup(email: string): Buffer {
    return this.cipher.lookup(email);
  }

  /** Tells two requests apart for Idempotency-Key, without keeping a hash that a guess at their fields could confirm. */
  fingerprint(request: object): string {
    return this.cipher.lookup(JSON.stringify(request)).toString('hex');
  }

  sealProfile(dataKey: Buffer, { displayName, language }: Profile): Buffer {
    return this.cipher.encrypt(dataKey, JSON.stringify({ displayName, language }));
  }

  open(person: Sealed): Identity {
    return {
      ...contact.parse(JSON.parse(this.cipher.decrypt(person.dataKey, person.contact))),
      ...this.openProfile(person),
    };
  }

  openProfile(person: Pick<Sealed, 'dataKey' | 'profile'>): Profile {
    return profile.parse(JSON.parse(this.cipher.decrypt(person.dataKey, person.profile)));
  }

  sealName(dataKey: Buffer, name: string): Buffer {
    return this.cipher.encrypt(dataKey, name);
  }

  openName(dataKey: Buffer, sealed: Buffer): string {
    return this.cipher.decrypt(dataKey, sealed);
  }
}
