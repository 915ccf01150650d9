import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { personId } from '../ids.js';

/**
 * What the person's access tokens say holds no more: those of an epoch below this one are refused everywhere. `reason` is
 * for people who look for one: `person-disabled`, `role-revoked`, `role-changed`, `session-ended`,
 * `signed-out`, `signed-out-everywhere`, `token-reused`, `identity-confirmed`, `password-changed`,
 * `factors-reset`.
 */
export const personAccessRevoked = eventType({
  type: 'org.opencircle.person.access-revoked.v1',
  topic: 'opencircle.membership.person',
  schema: z.object({
    personId,
    epoch: z.int().positive(),
    reason: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  }),
  sample: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    epoch: 3,
    reason: 'role-revoked',
  },
});
export type PersonAccessRevoked = DataOf<typeof personAccessRevoked>;
