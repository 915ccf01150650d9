import type { EnvironmentOf } from '@opencircle/service-defaults';
import { isSecureForPeople, SECURE_FOR_PEOPLE } from '@opencircle/tls';
import { z } from 'zod';

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64');

/** Comma-separated. */
const keys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(key));

/** JSON in a variable; what does not parse is a fault of the variable, named by its rule only. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

const secret = z.string().min(16);

/** What membership reads beyond every service. */
export const environment = z.object({
  MASTER_KEY: key,
  /** Master keys that open what they wrapped and wrap nothing new: the former one, or the next. */
  OTHER_MASTER_KEYS: keys.default([]),
  LOOKUP_KEY: key,
  /** Where people's browsers see the site; a passkey belongs to its host name. */
  PUBLIC_URL: origin.refine(isSecureForPeople, SECURE_FOR_PEOPLE),
  SERVICE_CLIENTS: json.pipe(z.record(z.string().min(1), secret)),
  /**
   * Origins of OpenID providers that may stand in our own network, or speak plain http: a national body's own. Every other
   * provider is asked by https, at addresses of the public Internet alone.
   */
  INSIDE_PROVIDERS: json.pipe(z.array(origin)).default([]),
  /** Seconds that an access token lasts. */
  ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(5).max(600).default(600),
  /** Seconds for which a new key is published before it signs; verifiers look for unknown keys every three seconds. */
  KEY_LEAD_SECONDS: z.coerce.number().int().min(5).max(604_800).default(120),
  /** Days after its session that a visit, its consent, and a visitor who did nothing else are kept. */
  VISIT_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** Days after its end that a sign-in session and its used refresh tokens are kept. */
  SESSION_RETENTION_DAYS: z.coerce.number().int().min(0).max(3650).default(1),
  /** For `main.js bootstrap-admin` alone. */
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().optional(),
  ADMIN_NAME: z.string().optional(),
});

export type Environment = EnvironmentOf<typeof environment>;
