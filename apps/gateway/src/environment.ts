import { fileURLToPath } from 'node:url';
import type { EnvironmentOf } from '@opencircle/service-defaults';
import { isSecureForPeople, SECURE_FOR_PEOPLE } from '@opencircle/tls';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

const serviceUrls = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ membership: address }).catchall(address));

/** What the gateway reads beyond every service. */
export const environment = z.object({
  SERVICE_URLS: serviceUrls,
  FINDER_URL: address,
  PUBLIC_URL: address.refine(isSecureForPeople, SECURE_FOR_PEOPLE),
  SESSION_KEY: z
    .base64()
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64'),
  MAIL_PAGE_URL: address.optional(),
  CONSOLE_DIR: z.string().default(fileURLToPath(new URL('../../console/dist', import.meta.url))),
});

export type Environment = EnvironmentOf<typeof environment>;
