import type { OrganizationRole, PlatformRole } from './actor.js';

/**
 * Who a cell is about. `anonymous` is everybody, signed in or not; `person` is anybody signed in; `service` is another
 * service with a token for the row's audience.
 */
export type Role = 'anonymous' | 'person' | 'service' | PlatformRole | OrganizationRole;

/**
 * Over what: `any` row; rows of the `organization` that the role was granted in; rows of a `group` (listing) that the
 * grant names. A role without a cell is denied.
 */
export type Scope = 'any' | 'organization' | 'group';

export type Row = { readonly audience?: string; readonly allow: Readonly<Partial<Record<Role, Scope>>> };

/** The audience of people's tokens; a row for services names another one. */
export const DEFAULT_AUDIENCE = 'opencircle';

const everybody = { allow: { anonymous: 'any' } } as const;
const operators = { allow: { ops: 'any', admin: 'any' } } as const;
const organizationStaff = { owner: 'organization', manager: 'organization' } as const;
const groupStaff = { ...organizationStaff, facilitator: 'group' } as const;
const moderators = { moderator: 'any', 'lead-moderator': 'any' } as const;

/** Every action of every service. The guard, its tests, the console's `canAccess` and the docs are made from it. */
export const policyTable = {
  // every service
  'health.read': everybody,
  'metrics.read': everybody,
  'openapi.read': everybody,
  'ops.status': operators,

  // every service with messaging
  'parked.list': operators,
  'parked.read': operators,
  'parked.replay': operators,
  'parked.discard': operators,

  // membership: sign-in
  'session.create': everybody,
  'session.refresh': everybody,
  'session.revoke': everybody,
  'service-token.create': everybody,
  'jwks.read': everybody,
  'session.challenge': everybody,
  'email-link.request': everybody,
  'email-link.use': everybody,
  'password-reset.request': everybody,
  'password-reset.use': everybody,
  'mail-link.issue': { audience: 'membership-internal', allow: { service: 'any' } },
  // who the caller is decides whose it is: no route under /v1/me names another person
  'me.read': { allow: { person: 'any' } },
  'me.confirm': { allow: { person: 'any' } },
  'me.factors': { allow: { person: 'any' } },
  'me.enrol': { allow: { person: 'any' } },
  'me.remove-factor': { allow: { person: 'any' } },
  'me.change-password': { allow: { person: 'any' } },
  'me.sessions': { allow: { person: 'any' } },
  'me.end-session': { allow: { person: 'any' } },
  'me.sign-out-everywhere': { allow: { person: 'any' } },
  'person.create': { allow: { admin: 'any' } },

  // membership: organizations and their people
  'organization.create': { allow: { admin: 'any' } },
  'organization.list': {
    allow: { admin: 'any', ops: 'any', ...moderators, ...organizationStaff, facilitator: 'organization' },
  },
  'organization.read': {
    allow: { admin: 'any', ops: 'any', ...moderators, ...organizationStaff, facilitator: 'organization' },
  },
  'staff.grant': { allow: { admin: 'any', owner: 'organization' } },
  'staff.list': { allow: { admin: 'any', ...organizationStaff } },

  // membership: visits. Platform staff are left out on purpose: who visits a group is health data.
  'visit.book': everybody,
  'visit.list': { allow: groupStaff },
  'contacts.read': { audience: 'membership-internal', allow: { service: 'any' } },

  // listings: imports and listings
  'import.create': { allow: organizationStaff },
  'import.read': { allow: organizationStaff },
  'import.list': { allow: organizationStaff },
  'import.run': { allow: organizationStaff },
  'listing.create': { allow: organizationStaff },
  'listing.submit': { allow: organizationStaff },
  'listing.edit': { allow: organizationStaff },
  'listing.list': { allow: { admin: 'any', ...moderators, ...groupStaff } },
  'listing.read': { allow: { admin: 'any', ...moderators, ...groupStaff } },
  'report.create': everybody,

  // listings: moderation
  'case.list': { allow: moderators },
  'case.read': { allow: moderators },
  'case.claim': { allow: moderators },
  'case.decide': { allow: moderators },

  // matching
  'search.run': everybody,
  'place.search': everybody,
  'group.read': everybody,

  // notifications: no cell for anybody else, since mails on their way tell when people seek help
  'delivery.list': { allow: { ops: 'any', admin: 'any' } },

  // gateway: it judges cookies, not tokens; what it proxies is judged by the service behind it
  'gateway.sign-in': everybody,
  'gateway.renew': everybody,
  'gateway.sign-out': everybody,
  'gateway.session': everybody,
  'gateway.proxy': everybody,
  'gateway.page': everybody,
} as const satisfies Record<string, Row>;

export type Action = keyof typeof policyTable;
