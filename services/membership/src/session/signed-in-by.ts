import type { OrganizationId } from '@opencircle/contracts';
import type { UsableFactor } from '../factor/factor.js';

/** What shows first who somebody is. */
export type FirstStep = {
  readonly method: 'password' | 'link' | 'provider';
  /** Whose provider it was. */
  readonly organizationId?: OrganizationId;
};

/** The ways in, as the audit log tells them; a passkey may be all of it. */
export type SignedInBy = {
  readonly method: FirstStep['method'] | 'passkey';
  readonly organizationId?: OrganizationId | undefined;
  readonly factor?: UsableFactor;
};
