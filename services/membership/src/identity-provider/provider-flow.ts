import { organizationId } from '@opencircle/contracts';
import { z } from 'zod';

/**
 * What one sign-in by a provider must remember until the browser is back (RFC 9700 §2.1, §4.7). Kept by the gateway, sealed
 * and bound to the browser; whoever has it and the answer can finish.
 */
export const providerFlow = z.strictObject({
  organizationId,
  /** Under which setting of the provider it began. */
  configuredAt: z.iso.datetime(),
  state: z.string().min(1).max(100),
  nonce: z.string().min(1).max(100),
  verifier: z.string().min(43).max(128),
});
export type ProviderFlow = z.infer<typeof providerFlow>;

/** The parameters with which the provider sends the browser back (RFC 6749 §4.1.2, RFC 9207). */
export const providerAnswer = z.strictObject({
  code: z.string().min(1).max(4_000),
  state: z.string().min(1).max(100),
  iss: z.string().min(1).max(500).optional(),
});
export type ProviderAnswer = z.infer<typeof providerAnswer>;
