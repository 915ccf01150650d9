import { organizationStates, type Row } from './policy-row.js';

const everybody = { allow: { anonymous: 'any' } } as const;
const admins = { allow: { admin: 'any' } } as const;
const operators = { allow: { ops: 'any', admin: 'any' } } as const;
/** What the one service that writes to people asks of the one that knows them. */
const mailer = { audience: 'membership-internal', services: ['notifications'], allow: { service: 'any' } } as const;
/** What a signed-in person does with what is theirs. */
const oneself = { allow: { person: 'self' } } as const;
const organizationStaff = { owner: 'organization', manager: 'organization' } as const;
const groupStaff = { ...organizationStaff, facilitator: 'group' } as const;
const moderators = { moderator: 'assigned', 'lead-moderator': 'any' } as const;
const organizationReaders = {
  allow: {
    admin: 'any',
    ops: 'any',
    ...organizationStaff,
    facilitator: 'organization',
    moderator: 'any',
    'lead-moderator': 'any',
  },
} as const;

/** Fields of the rows that give somebody a role: which role. */
const owner = 'role:owner';
const belowOwner = ['role:manager', 'role:facilitator'] as const;
const staffRoles = [owner, ...belowOwner] as const;

const listingStates = ['draft', 'in_review', 'published', 'paused', 'suspended', 'archived'] as const;
/** Staff of a suspended organization read, take away and leave; until it is verified, an admin alone lets somebody in. */
const active = ['unverified', 'verified'] as const;
const activeOrganization = { scope: 'organization', states: active } as const;
/** For what belongs to an organization: a suspended one lists nothing and changes nothing. */
const staffOfActive = { scope: 'organization', organizationStates: active } as const;
const listers = { owner: staffOfActive, manager: staffOfActive } as const;

/**
 * Every action of every service: action × role × relation × state → allowed, and which fields. The guard, its tests, the
 * console's `canAccess` and docs/permissions.md are made from it. What is not here is denied.
 */
export const policyTable = {
  // every service
  'health.read': everybody,
  'metrics.read': everybody,
  'openapi.read': everybody,
  'ops.status': operators,

  // every service with messaging. Who may search the audit log sees entries of what they may do themselves, an admin all.
  'audit.search': { allow: { admin: 'any', ops: 'any', 'lead-moderator': 'any' } },
  'parked.list': operators,
  'parked.read': operators,
  'parked.replay': operators,
  'parked.discard': operators,

  // membership: sign-in; what is presented there is the proof, so nobody needs a token
  'session.create': everybody,
  'session.challenge': everybody,
  'session.refresh': everybody,
  'session.revoke': everybody,
  'email-link.create': everybody,
  'email-link.redeem': everybody,
  'password-reset.create': everybody,
  'password-reset.redeem': everybody,
  'oidc.start': everybody,
  'oidc.finish': everybody,
  'service-token.create': everybody,
  'jwks.read': everybody,
  // mails are written by notifications, which asks for their links when they are sent
  'mail-link.issue': mailer,

  // membership: one's own account
  'me.read': oneself,
  'me.confirm': oneself,
  'me.update': oneself,
  'me.password.change': oneself,
  'me.sessions.list': oneself,
  'me.sessions.revoke': { ...oneself, existence: 'me.sessions.list' },
  'me.sessions.revoke-all': oneself,
  'me.offers.list': oneself,
  'me.factors.read': oneself,
  'me.factors.enrol': oneself,
  'me.factors.remove': { ...oneself, existence: 'me.factors.read' },

  // membership: people and platform roles
  'person.create': admins,
  'person.list': admins,
  'person.read': { ...admins, existence: 'person.read' },
  'person.disable': { ...admins, existence: 'person.read' },
  'person.enable': { ...admins, existence: 'person.read' },
  'person.reset-factors': { ...admins, existence: 'person.read' },
  'platform-role.grant': { ...admins, existence: 'person.read' },
  'platform-role.revoke': { ...admins, existence: 'person.read' },

  'platform-invitation.create': admins,
  'platform-invitation.list': admins,
  'platform-invitation.revoke': { ...admins, existence: 'platform-invitation.list' },

  // membership: organizations
  'organization.create': admins,
  'organization.list': organizationReaders,
  'organization.read': { ...organizationReaders, existence: 'organization.read' },
  'organization.rename': {
    existence: 'organization.read',
    states: organizationStates,
    allow: { admin: 'any', owner: activeOrganization },
  },
  'organization.move': { ...admins, existence: 'organization.read' },
  'organization.verify': {
    existence: 'organization.read',
    states: organizationStates,
    allow: { admin: { scope: 'any', states: ['unverified', 'suspended'] } },
  },
  'organization.suspend': {
    existence: 'organization.read',
    states: organizationStates,
    allow: { admin: { scope: 'any', states: ['unverified', 'verified'] } },
  },
  'identity-provider.read': { existence: 'organization.read', allow: { admin: 'any', ...organizationStaff } },
  'identity-provider.configure': {
    existence: 'organization.read',
    states: organizationStates,
    allow: { admin: 'any', owner: activeOrganization },
  },

  // membership: an organization's people. Between people, ownership moves only by an offer of the owner that is accepted.
  'staff.grant': {
    existence: 'organization.read',
    states: organizationStates,
    fields: staffRoles,
    perField: true,
    allow: { admin: { scope: 'any', fields: staffRoles }, owner: { ...activeOrganization, fields: belowOwner } },
  },
  'staff.list': { existence: 'organization.read', allow: { admin: 'any', ...organizationStaff } },
  'staff.revoke': {
    existence: 'organization.read',
    fields: staffRoles,
    perField: true,
    allow: {
      admin: { scope: 'any', fields: staffRoles },
      owner: { scope: 'organization', fields: belowOwner },
      manager: { scope: 'organization', fields: ['role:facilitator'] },
    },
  },
  'staff.leave': { ...oneself, existence: 'staff.leave' },
  'invitation.create': {
    existence: 'organization.read',
    states: organizationStates,
    fields: staffRoles,
    perField: true,
    allow: {
      admin: { scope: 'any', fields: staffRoles },
      owner: { ...activeOrganization, fields: belowOwner },
      manager: { ...activeOrganization, fields: belowOwner },
    },
  },
  'invitation.list': { existence: 'organization.read', allow: { admin: 'any', ...organizationStaff } },
  'invitation.revoke': { existence: 'invitation.list', allow: { admin: 'any', ...organizationStaff } },
  'invitation.read': everybody,
  'invitation.accept': everybody,
  'ownership.read': { existence: 'organization.read', allow: { admin: 'any', owner: 'self' } },
  'ownership.offer': {
    existence: 'organization.read',
    states: organizationStates,
    allow: { owner: { ...activeOrganization, scope: 'self' } },
  },
  'ownership.accept': {
    existence: 'me.offers.list',
    allow: { person: { scope: 'self', organizationStates: active } },
  },
  'ownership.cancel': { existence: 'organization.read', allow: { owner: 'self' } },

  // membership: visits. Platform staff are left out on purpose: who visits a group is health data.
  'visit.book': everybody,
  'visit.list': { existence: 'visit.list', allow: groupStaff },
  'contacts.read': mailer,

  // listings: imports and listings. The private content is the way into a group: its join link and dial-in.
  'import.create': { allow: listers },
  'import.read': { existence: 'import.read', allow: organizationStaff },
  'import.list': { allow: organizationStaff },
  'import.run': { existence: 'import.read', allow: listers },
  'listing.create': { allow: listers },
  'listing.submit': { existence: 'listing.read', allow: listers },
  'listing.edit': { existence: 'listing.read', allow: listers },
  'listing.list': { allow: { admin: 'any', ...moderators, ...groupStaff } },
  'listing.read': {
    existence: 'listing.read',
    fields: ['privateContent'],
    allow: {
      admin: 'any',
      ...moderators,
      facilitator: 'group',
      owner: { scope: 'organization', fields: ['privateContent'] },
      manager: { scope: 'organization', fields: ['privateContent'] },
    },
  },
  'report.create': {
    existence: 'report.create',
    states: listingStates,
    allow: { anonymous: { scope: 'any', states: ['published', 'paused'], organizationStates: active } },
  },

  // listings: moderation. An admin has no cell: who runs the platform does not judge what is said on it.
  'case.list': { allow: moderators },
  'case.read': { existence: 'case.read', allow: moderators },
  'case.claim': { existence: 'case.read', allow: moderators },
  'case.decide': { existence: 'case.read', allow: moderators },
  // besides case.decide: what makes a snapshot the one that people see
  'case.publish': {
    existence: 'case.read',
    allow: {
      moderator: { scope: 'assigned', organizationStates: active },
      'lead-moderator': { scope: 'any', organizationStates: active },
    },
  },

  // matching
  'search.run': everybody,
  'place.search': everybody,
  'group.read': everybody,

  // notifications: no cell for anybody else, since mails on their way tell when people seek help
  'delivery.list': operators,

  // gateway: it judges cookies, not tokens; what it proxies is judged by the service behind it
  'gateway.sign-in': everybody,
  'gateway.renew': everybody,
  'gateway.sign-out': everybody,
  'gateway.session': everybody,
  'gateway.proxy': everybody,
  'gateway.page': everybody,
} as const satisfies Record<string, Row>;

export type Action = keyof typeof policyTable;
