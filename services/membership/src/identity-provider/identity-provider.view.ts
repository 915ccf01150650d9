import { organizationId, personId } from '@opencircle/contracts';
import { z } from 'zod';
import type { IdentityProvider } from './identity-provider.js';

/** The client's secret is never shown. */
export const identityProviderView = z.object({
  /** To be entered at the provider, whether there is one yet or not. */
  redirectUri: z.string(),
  provider: z
    .object({ issuer: z.string(), clientId: z.string(), configuredAt: z.iso.datetime(), configuredBy: personId })
    .nullable(),
});
export type IdentityProviderView = z.infer<typeof identityProviderView>;

export function providerViewOf(redirectUri: string, provider: IdentityProvider | null): IdentityProviderView {
  if (provider === null) return { redirectUri, provider };
  const { issuer, clientId, configuredAt, configuredBy } = provider;
  return { redirectUri, provider: { issuer, clientId, configuredAt: configuredAt.toISOString(), configuredBy } };
}

/** An organization whose people may sign in by its provider: what its groups show as well. */
export const providingOrganization = z.object({ organizationId, organizationName: z.string() });
export type ProvidingOrganization = z.infer<typeof providingOrganization>;
