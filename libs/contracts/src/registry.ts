import type { EventType } from './event-type.js';
import { auditCheckpointed } from './events/audit-checkpointed.js';
import { caseClaimed } from './events/case-claimed.js';
import { caseDecided } from './events/case-decided.js';
import { caseOpened } from './events/case-opened.js';
import { listingChangesRequested } from './events/listing-changes-requested.js';
import { listingPublished } from './events/listing-published.js';
import { listingRejected } from './events/listing-rejected.js';
import { listingSubmitted } from './events/listing-submitted.js';
import { organizationMoved } from './events/organization-moved.js';
import { organizationRegistered } from './events/organization-registered.js';
import { organizationRenamed } from './events/organization-renamed.js';
import { organizationSuspended } from './events/organization-suspended.js';
import { organizationVerified } from './events/organization-verified.js';
import { personAccessRevoked } from './events/person-access-revoked.js';
import { personDisabled } from './events/person-disabled.js';
import { personInvited } from './events/person-invited.js';
import { personLinkRequested } from './events/person-link-requested.js';
import { personRegistered } from './events/person-registered.js';
import { staffGranted } from './events/staff-granted.js';
import { staffRevoked } from './events/staff-revoked.js';
import { visitBooked } from './events/visit-booked.js';

/** Every event version ever published. A new version is added here; none is ever removed. */
export const events: readonly EventType[] = [
  auditCheckpointed,
  caseClaimed,
  caseDecided,
  caseOpened,
  listingChangesRequested,
  listingPublished,
  listingRejected,
  listingSubmitted,
  organizationMoved,
  organizationRegistered,
  organizationRenamed,
  organizationSuspended,
  organizationVerified,
  personAccessRevoked,
  personDisabled,
  personInvited,
  personLinkRequested,
  personRegistered,
  staffGranted,
  staffRevoked,
  visitBooked,
];

const byType = new Map(events.map((event) => [event.type as string, event]));

/** The event of that CloudEvents type, or undefined when this release does not know it. */
export function findEventType(type: string): EventType | undefined {
  return byType.get(type);
}
