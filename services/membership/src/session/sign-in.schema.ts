import { z } from 'zod';
import { usableFactor } from '../factor/factor.js';
import { isChallenge, type Started } from './start-session.js';

export const sessionTokens = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() });

/** `passkey`: PublicKeyCredentialRequestOptionsJSON (WebAuthn Level 3 §5.1.10), for the browser alone to read. */
export const challengeAnswer = z.object({
  challenge: z.string(),
  factors: z.array(usableFactor),
  passkey: z.looseObject({ challenge: z.string() }).optional(),
});

/** Not narrower: whatever is no code of now gets the answer of a wrong one. */
export const codeInput = z.string().min(1).max(64);
export const passkeyInput = z.record(z.string(), z.unknown());

export const challengeInput = z.string().min(1).max(200);
export const answeredChallenge = z.discriminatedUnion('factor', [
  z.strictObject({ challenge: challengeInput, factor: z.literal('totp'), code: codeInput }),
  z.strictObject({ challenge: challengeInput, factor: z.literal('recovery-code'), code: codeInput }),
  z.strictObject({ challenge: challengeInput, factor: z.literal('passkey'), answer: passkeyInput }),
]);

/** 201 with tokens; 202 with a challenge when a second factor has to follow. */
export function statusOf(started: Started): 201 | 202 {
  return isChallenge(started) ? 202 : 201;
}
