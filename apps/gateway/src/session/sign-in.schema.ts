import { z } from 'zod';

export const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
});

export const link = z.strictObject({ token: z.string().min(1).max(200) });

/** What a provider sends the browser back with (RFC 6749 §4.1.2, RFC 9207); membership judges it. */
export const providerAnswer = z.strictObject({
  code: z.string().min(1).max(4_000),
  state: z.string().min(1).max(100),
  iss: z.string().min(1).max(500).optional(),
});

const challenge = z.string().min(1).max(200);
const code = z.string().min(1).max(64);

/** `answer`: what the browser's WebAuthn says, in JSON; membership judges it. */
export const answeredChallenge = z.discriminatedUnion('factor', [
  z.strictObject({ challenge, factor: z.literal('totp'), code }),
  z.strictObject({ challenge, factor: z.literal('recovery-code'), code }),
  z.strictObject({ challenge, factor: z.literal('passkey'), answer: z.record(z.string(), z.unknown()) }),
]);

/** A second factor has to follow. `passkey` are WebAuthn's options, for the browser. */
export const signInChallenge = z.object({
  challenge: z.string(),
  factors: z.array(z.string()),
  passkey: z.record(z.string(), z.unknown()).optional(),
});
export type SignInChallenge = z.infer<typeof signInChallenge>;

export const me = z.object({
  id: z.string(),
  displayName: z.string(),
  roles: z.array(z.record(z.string(), z.unknown())),
  /** 2 when a second factor was shown in this session. */
  aal: z.number(),
  /** The person's roles need a second factor, and there is none yet. */
  mustEnrol: z.boolean(),
  factors: z.array(z.string()),
});
export type Me = z.infer<typeof me>;
