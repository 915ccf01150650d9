import type { EnvironmentOf } from '@opencircle/service-defaults';
import { isSecureForPeople, isVerified, SECURE_FOR_PEOPLE } from '@opencircle/tls';
import { z } from 'zod';

/** `OpenCircle <post@example.org>` or the bare address, whose name is then "OpenCircle". */
const sender = z.string().transform((text, context) => {
  const { name = '', address = text.trim() } = /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/.exec(text.trim())?.groups ?? {};
  if (z.email().safeParse(address).success) return { name: name.replaceAll('"', '').trim() || 'OpenCircle', address };
  context.addIssue({ code: 'custom', message: 'must be a mail address, as in OpenCircle <post@example.org>' });
  return z.NEVER;
});

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** What notifications reads beyond every service. */
export const environment = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).refine(isVerified, 'must not change how TLS verifies (tls.…)'),
  MAIL_FROM: sender,
  MEMBERSHIP_URL: httpUrl,
  SERVICE_SECRET: z.string().min(16),
  PUBLIC_URL: httpUrl.refine(isSecureForPeople, SECURE_FOR_PEOPLE),
});

export type Environment = EnvironmentOf<typeof environment>;
