import {
  BadCertificate,
  isSecureForPeople,
  isVerificationOff,
  readCertificate,
  SECURE_FOR_PEOPLE,
  unencryptedAddresses,
  VERIFICATION_OFF,
  type Certificate,
  type CertificateFiles,
  type Fault,
} from '@opencircle/tls';
import { z } from 'zod';

const schema = z.object({
  MATCHING_URL: z.url({ protocol: /^https?$/ }),
  MEMBERSHIP_URL: z.url({ protocol: /^https?$/ }),
  PUBLIC_URL: z.url().refine(isSecureForPeople, SECURE_FOR_PEOPLE).default('http://localhost:4800'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(4805),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  DEMAND_TLS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

/** The finder's environment, read once; a bad one names every wrong variable and exits 78 (EX_CONFIG). */
export const environment = read();

export const certificateFiles = filesOf();

/** What is served at first; undefined where the finder speaks plain http. */
export const certificate = certificateFiles && certificateIn(certificateFiles);

prepareAstro();

function read(): z.infer<typeof schema> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => ({ variable: path.join('.'), rule: message }));
  refuse(isVerificationOff(process.env) ? [...wrong, VERIFICATION_OFF] : wrong);
  return parsed.data as z.infer<typeof schema>;
}

function filesOf(): CertificateFiles | undefined {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, DEMAND_TLS } = environment;
  if (DEMAND_TLS) {
    const unserved = {
      variable: 'TLS_CERT_FILE',
      rule: 'must be set with TLS_KEY_FILE: DEMAND_TLS=true demands https',
    };
    refuse([...(certFile === undefined ? [unserved] : []), ...unencryptedAddresses(environment)]);
  }
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile };
  if (certFile !== undefined) refuse([{ variable: 'TLS_KEY_FILE', rule: 'must be set with TLS_CERT_FILE' }]);
  if (keyFile !== undefined) refuse([{ variable: 'TLS_CERT_FILE', rule: 'must be set with TLS_KEY_FILE' }]);
  return undefined;
}

function certificateIn(files: CertificateFiles): Certificate {
  try {
    return readCertificate(files);
  } catch (error) {
    if (!(error instanceof BadCertificate)) throw error;
    const variable = error.file === 'certFile' ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE';
    return refused([{ variable, rule: error.rule }]);
  }
}

/** Astro's server reads its own names, and is started by serve.ts. */
function prepareAstro(): void {
  process.env['HOST'] = environment.HOST;
  process.env['PORT'] = String(environment.PORT);
  process.env['ASTRO_NODE_AUTOSTART'] = 'disabled';
  delete process.env['SERVER_CERT_PATH'];
  delete process.env['SERVER_KEY_PATH'];
  if (certificateFiles === undefined) return;
  process.env['SERVER_CERT_PATH'] = certificateFiles.certFile;
  process.env['SERVER_KEY_PATH'] = certificateFiles.keyFile;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) refused(faults);
}

/** Ends the process. */
function refused(faults: readonly Fault[]): never {
  for (const { variable, rule } of faults) process.stderr.write(`finder: ${variable}: ${rule}\n`);
  process.exit(78);
}
