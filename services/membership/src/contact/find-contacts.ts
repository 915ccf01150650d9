import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';

export type Contact = { personId: PersonId; email: string; displayName: string; language: string };

/** How to reach people. Who is unknown, erased or disabled is left out. */
@Injectable()
export class FindContacts {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  async run(personIds: PersonId[]): Promise<Contact[]> {
    const people = await this.tx.read((db) => db.find(Person, { where: { id: In(personIds) } }));
    return people
      .filter((person) => person.disabledAt === null)
      .map((person) => ({ personId: person.id, ...this.fields.open(person) }));
  }
}
