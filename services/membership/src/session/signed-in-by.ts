import type { OrganizationId } from '@opencircle/contracts';
import type { UsableFactor } from '../factor/factor.js';

/** Whose provider it was, and under which setting of it (`IdentityProvider.configuredAt`). */
export type ByProvider = {
  readonly method: 'provider';
  readonly organizationId: OrganizationId;
  readonly configuredAt: Date;
};

/** What shows first who somebody is. */
export type FirstStep = { readonly method: 'password' | 'link' } | ByProvider;

/** The ways in, as the audit log tells them; a passkey may be all of it. */
export type SignedInBy = (FirstStep | { readonly method: 'passkey' }) & { readonly factor?: UsableFactor };
