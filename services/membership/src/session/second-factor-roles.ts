import type { RoleGrant } from '@opencircle/auth';

/** A session's authenticator assurance level (NIST SP 800-63B-4 §2): 2 when a second factor was shown. */
export type Aal = 1 | 2;

/** Who sees or decides what concerns others holds these only in sessions of AAL 2. */
const guarded: ReadonlySet<RoleGrant['role']> = new Set(['admin', 'moderator', 'lead-moderator', 'ops', 'owner']);

export function needsSecondFactor({ role }: Pick<RoleGrant, 'role'>): boolean {
  return guarded.has(role);
}
