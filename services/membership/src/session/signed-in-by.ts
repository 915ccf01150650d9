import type { OrganizationId } from '@opencircle/contracts';
import type { UsableFactor } from '../factor/factor.js';

/** Since when it is their password (`credential.changed_at`), as PostgreSQL writes it: a Date would drop microseconds. */
export type ByPassword = { readonly method: 'password'; readonly setAt: string };

/** Whose provider it was, and under which setting of it (`IdentityProvider.configuredAt`). */
export type ByProvider = {
  readonly method: 'provider';
  readonly organizationId: OrganizationId;
  readonly configuredAt: Date;
};

/** What shows first who somebody is. */
export type FirstStep = ByPassword | { readonly method: 'link' } | ByProvider;

/** The ways in, as the audit log tells them; a passkey may be all of it. */
export type SignedInBy = (FirstStep | { readonly method: 'passkey' }) & { readonly factor?: UsableFactor };
