import type { OrganizationId, PersonId, StaffRevoked } from '@opencircle/contracts';
import { EventContext } from '@opencircle/messaging';
import { asSystem } from '@opencircle/persistence';
import { OnPersonDisabled } from '../src/import/on-person-disabled.js';
import { OnStaffGranted } from '../src/import/on-staff-granted.js';
import { OnStaffRevoked } from '../src/import/on-staff-revoked.js';
import { OnOrganizationMoved } from '../src/organization/on-organization-moved.js';
import { OnOrganizationRegistered } from '../src/organization/on-organization-registered.js';
import { OnOrganizationSuspended } from '../src/organization/on-organization-suspended.js';
import { OnOrganizationVerified } from '../src/organization/on-organization-verified.js';
import type { ListingsApp } from './listings-app.js';

type Told = { organizationId: OrganizationId; parentId: OrganizationId | null };
type Left = Omit<StaffRevoked, 'revokedAt'> & { revokedAt?: string };
const at = '2026-11-24T08:00:00.000Z';

/** What membership tells of organizations and those who act for them, in the words of its events. */
export function organizationEvents(app: () => ListingsApp) {
  let version = 0;
  async function handled<Event>(
    handler: new (...args: never[]) => { run(event: Event, context: EventContext): Promise<void> },
    event: NoInfer<Event>,
    aggregateversion = ++version,
  ): Promise<void> {
    const context = (db: EventContext['db']) => new EventContext(db, { aggregateversion } as EventContext['event']);
    await asSystem(() => app().tx().run((db) => app().get(handler).run(event, context(db)))); // prettier-ignore
  }
  return {
    registered: (told: Told) =>
      handled(OnOrganizationRegistered, { ...told, name: 'Branch', kind: 'chapter', registeredAt: at }),
    moved: (told: Told) => handled(OnOrganizationMoved, { ...told, movedAt: at }),
    /** `version` is told of one that comes again; others come in the order in which they are told. */
    suspended: (organizationId: OrganizationId, version?: number) =>
      handled(OnOrganizationSuspended, { organizationId, suspendedAt: at }, version),
    verified: (organizationId: OrganizationId, version?: number) =>
      handled(OnOrganizationVerified, { organizationId, verifiedAt: at }, version),
    joined: (joined: { organizationId: OrganizationId; personId: PersonId; role: 'owner' | 'manager' }) =>
      handled(OnStaffGranted, { ...joined, listingIds: [], grantedAt: at }),
    left: (left: Left) => handled(OnStaffRevoked, { revokedAt: at, ...left }),
    disabled: (personId: PersonId, disabledAt = at) => handled(OnPersonDisabled, { personId, disabledAt }),
  };
}
