import {
  isSecureForPeople,
  plainFaults,
  SECURE_FOR_PEOPLE,
  tlsSettings,
  verificationFaults,
  type Fault,
} from '@opencircle/tls';
import { z } from 'zod';

const schema = z
  .object({
    MATCHING_URL: z.url({ protocol: /^https?$/ }),
    MEMBERSHIP_URL: z.url({ protocol: /^https?$/ }),
    PUBLIC_URL: z.url().refine(isSecureForPeople, SECURE_FOR_PEOPLE).default('http://localhost:4800'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65_535).default(4805),
  })
  .and(tlsSettings);

/** The finder's environment, read once; a bad one names every wrong variable and exits 78 (EX_CONFIG). */
export const environment = read();

/** Astro's own server stays away: serve.ts has ours. */
process.env['ASTRO_NODE_AUTOSTART'] = 'disabled';

function read(): z.infer<typeof schema> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => ({ variable: path.join('.'), rule: message }));
  refuse([...wrong, ...verificationFaults(process.env)]);
  const environment = parsed.data as z.infer<typeof schema>;
  if (environment.DEMAND_TLS) refuse(plainFaults(environment));
  return environment;
}

/** Ends the process where there is a fault. */
function refuse(faults: readonly Fault[]): void {
  for (const { variable, rule } of faults) process.stderr.write(`finder: ${variable}: ${rule}\n`);
  if (faults.length > 0) process.exit(78);
}
