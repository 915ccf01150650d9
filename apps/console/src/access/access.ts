import { policyTable, type Action } from '@opencircle/auth/policy-table';
import type { RoleGrant } from '../api/types.js';

/** Which row of the policy table decides about which part of the console; what is not here is for nobody. */
const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  cases: { list: 'case.list', show: 'case.read', decide: 'case.decide' },
  listings: { list: 'listing.list', show: 'listing.read', submit: 'listing.submit' },
  imports: { list: 'import.list', show: 'import.read', create: 'import.create' },
  visits: { list: 'visit.list' },
  ops: { list: 'ops.status' },
  audit: { list: 'audit.search' },
  parked: { list: 'parked.list', show: 'parked.read', replay: 'parked.replay', discard: 'parked.discard' },
};

/** Could one of these grants ever do this? The services decide again for themselves; this only spares people dead ends. */
export function canAccess(grants: RoleGrant[], resource: string, name: string): boolean {
  const action = actions[resource]?.[name];
  return action !== undefined && grants.some(({ role }) => Object.hasOwn(policyTable[action].allow, role));
}

/** The organizations that a person may act for, in the order granted. */
export function ownOrganizations(grants: RoleGrant[]): string[] {
  const ids = grants
    .filter(({ role }) => role === 'owner' || role === 'manager')
    .flatMap((grant) => (grant.organizationId ? [grant.organizationId] : []));
  return [...new Set(ids)];
}
