import { personId } from '@opencircle/contracts';
import { z } from 'zod';
import { roleGrant, type Actor } from './actor.js';

/** RFC 9068: the `typ` that keeps an access token from being taken for any other kind of token, and the reverse. */
export const TOKEN_TYPE = 'at+jwt';

/** RFC 8037, with Ed25519 keys. The only algorithm: no list to negotiate over. */
export const ALGORITHM = 'EdDSA';

/** Seconds. No access token lives longer, whoever asks. */
export const LONGEST_LIFE = 600;

const personClaims = z
  .object({
    sub: personId,
    roles: z.array(roleGrant),
    epoch: z.int().nonnegative(),
    /** Session id, as OpenID Connect Front-Channel Logout 1.0 §3 names it. */
    sid: z.uuid().optional(),
    client_id: z.undefined().optional(),
  })
  .transform(({ sub, roles, epoch, sid }): Actor => ({
    kind: 'person',
    id: sub,
    roles,
    epoch,
    ...(sid !== undefined && { sessionId: sid }),
  }));

const serviceClaims = z
  .object({ sub: z.string().min(1), client_id: z.string().min(1) })
  .refine(({ sub, client_id }) => sub === client_id)
  .transform(({ client_id }): Actor => ({ kind: 'service', name: client_id }));

/** The claims that this system adds to the registered ones. A service's token is known by `client_id` = `sub`. */
export const actorClaims = z.union([personClaims, serviceClaims]);
