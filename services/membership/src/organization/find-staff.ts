import type { Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { findOrganization } from './find-organization.js';
import { Staff } from './staff.js';
import { staffViewOf, type NamedStaffView } from './staff.view.js';

/** Who acts for an organization, longest first. Staff are few: the list comes whole. */
@Injectable()
export class FindStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  run(organizationId: OrganizationId, by: Actor): Promise<NamedStaffView[]> {
    return this.tx.read(async (db) => {
      await findOrganization(db, organizationId, by, 'staff.list');
      const staff = await db.find(Staff, { where: { organizationId }, order: { grantedAt: 'ASC', personId: 'ASC' } });
      const people = await db.find(Person, { where: { id: In(staff.map((one) => one.personId)) } });
      const names = new Map(people.map((person) => [person.id, this.fields.openProfile(person).displayName]));
      return staff.map((one) => ({ ...staffViewOf(one), displayName: names.get(one.personId) ?? '' }));
    });
  }
}
