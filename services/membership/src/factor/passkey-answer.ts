import { z } from 'zod';

const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/);
const common = { id: bytes(1400), rawId: bytes(1400), type: z.literal('public-key') };
const extensions = z.record(z.string(), z.unknown());

const authenticationAnswer = z.object({
  ...common,
  clientExtensionResults: extensions.optional(),
  response: z.object({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(4000),
    userHandle: bytes(200).optional(),
  }),
});

const registrationAnswer = z.object({
  ...common,
  clientExtensionResults: extensions.optional(),
  response: z.object({ clientDataJSON: bytes(4000), attestationObject: bytes(60_000) }),
});

/** Has the form of what `navigator.credentials.get` gives, in JSON; whether it holds is another question. */
export function isAuthenticationAnswer(answer: unknown): answer is z.infer<typeof authenticationAnswer> {
  return authenticationAnswer.safeParse(answer).success;
}

/** Has the form of what `navigator.credentials.create` gives, in JSON. */
export function isRegistrationAnswer(answer: unknown): answer is z.infer<typeof registrationAnswer> {
  return registrationAnswer.safeParse(answer).success;
}

/** The credential that an answer names, to look for whose it is. */
export function credentialNamedBy(answer: unknown): Buffer | undefined {
  return isAuthenticationAnswer(answer) ? Buffer.from(answer.id, 'base64url') : undefined;
}
