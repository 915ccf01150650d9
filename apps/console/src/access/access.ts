import type { Actor, Relation } from '@opencircle/auth';
import { policy } from '@opencircle/auth/policy';
import type { Action } from '@opencircle/auth/policy-table';
import type { RoleGrant } from '../api/types.js';

/** Which row of the policy table decides about which part of the console; what is not here is for nobody. */
const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  cases: { list: 'case.list', show: 'case.read', decide: 'case.decide' },
  listings: { list: 'listing.list', show: 'listing.read', submit: 'listing.submit' },
  imports: { list: 'import.list', show: 'import.read', create: 'import.create' },
  visits: { list: 'visit.list' },
  ops: { list: 'ops.status' },
  audit: { list: 'audit.search' },
  people: {
    list: 'person.list',
    show: 'person.list',
    disable: 'person.disable',
    enable: 'person.enable',
    resetFactors: 'person.reset-factors',
    grant: 'platform-role.grant',
    revoke: 'platform-role.revoke',
    create: 'platform-invitation.create',
    uninvite: 'platform-invitation.revoke',
  },
  team: {
    list: 'staff.list',
    grant: 'staff.grant',
    revoke: 'staff.revoke',
    provider: 'identity-provider.read',
    configure: 'identity-provider.configure',
    invite: 'invitation.create',
    uninvite: 'invitation.revoke',
    offers: 'ownership.read',
    offer: 'ownership.offer',
    withdraw: 'ownership.cancel',
  },
  profile: { list: 'me.read' },
  security: { list: 'me.factors.read' },
  parked: { list: 'parked.list', show: 'parked.read', replay: 'parked.replay', discard: 'parked.discard' },
};

/**
 * Could these grants ever do this or, when a relation is told, may they do it to what stands in it? The same table as the
 * services' decides (with the field, where the row judges each); they decide again for themselves, and this only spares people dead ends.
 */
export function canAccess(
  grants: RoleGrant[],
  resource: string,
  name: string,
  relation?: Relation,
  field?: string,
): boolean {
  const action = actions[resource]?.[name];
  if (action === undefined) return false;
  const actor = { kind: 'person', id: '', roles: grants } as unknown as Actor;
  return relation === undefined ? policy.couldAllow(actor, action) : policy.allows(actor, action, relation, field);
}

/** The organizations that a person may act for, in the order granted. */
export function ownOrganizations(grants: RoleGrant[]): string[] {
  const ids = grants
    .filter(({ role }) => role === 'owner' || role === 'manager')
    .flatMap((grant) => (grant.organizationId ? [grant.organizationId] : []));
  return [...new Set(ids)];
}
