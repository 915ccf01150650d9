import type { Aal } from './second-factor-roles.js';

/**
 * How long a session lasts at most, and how long without a use of its refresh token, as PostgreSQL reads it. NIST SP
 * 800-63B-4 §2.1.3 and §2.2.3: 30 days at AAL 1, where an end by inactivity is left to us; a day and an hour at AAL 2.
 */
type Times = { readonly longest: string; readonly inactive: string };

const byLevel: Readonly<Record<Aal, Times>> = {
  1: { longest: '30 days', inactive: '14 days' },
  2: { longest: '1 day', inactive: '1 hour' },
};

/** Whom the provider lets go is to be gone here soon, whatever was shown beside its word. */
export function timesOf({ aal, byProvider }: { aal: Aal; byProvider: boolean }): Times {
  return byLevel[byProvider ? 2 : aal];
}

/** SQL over `session s`: from now on, after how long without a use it ends. */
export const INACTIVE_AFTER = `(CASE WHEN s.aal = 2 OR s.provider_of IS NOT NULL
  THEN interval '${byLevel[2].inactive}' ELSE interval '${byLevel[1].inactive}' END)`;

/** SQL over `session s`: it is not over, neither ended by somebody nor by time. */
export const IS_OPEN = '(s.revoked_at IS NULL AND least(s.expires_at, s.inactive_at) > now())';
