import { z } from 'zod';
import { BadCertificate, certificateOf, readPair, type Certificate, type CertificateFiles } from './certificate.js';
import { unencryptedAddresses, type Fault } from './encrypted-addresses.js';

/** What is served at first, and where it is renewed. */
export type ServedCertificate = { readonly files: CertificateFiles; readonly certificate: Certificate };

type Settings = { DEMAND_TLS: boolean; TLS?: ServedCertificate };

/** What the variables say together. The files are read once, here; `TLS` is left out where the server speaks plain http. */
export const tlsSettings = z
  .object({
    /** PEM files: with them the server speaks https alone, and takes renewed ones while it runs. Both or none. */
    TLS_CERT_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    /** Refuses to start where anything is served or called without TLS. */
    DEMAND_TLS: z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
  })
  .transform(({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, DEMAND_TLS }, context): Settings => {
    const refuse = ({ variable, rule }: Fault) => {
      context.addIssue({ code: 'custom', path: [variable], message: rule });
      return z.NEVER;
    };
    if (certFile === undefined && keyFile === undefined) return { DEMAND_TLS };
    if (certFile === undefined) return refuse({ variable: 'TLS_CERT_FILE', rule: 'must be set with TLS_KEY_FILE' });
    if (keyFile === undefined) return refuse({ variable: 'TLS_KEY_FILE', rule: 'must be set with TLS_CERT_FILE' });
    const files = { certFile, keyFile };
    try {
      return { DEMAND_TLS, TLS: { files, certificate: certificateOf(readPair(files)) } };
    } catch (error) {
      if (!(error instanceof BadCertificate)) throw error;
      return refuse(error);
    }
  });

/** What stands against `DEMAND_TLS=true` in a process that serves. */
export function plainFaults(environment: Readonly<Record<string, unknown>> & { readonly TLS?: unknown }): Fault[] {
  const unserved = { variable: 'TLS_CERT_FILE', rule: 'must be set with TLS_KEY_FILE: DEMAND_TLS=true demands https' };
  return [...(environment.TLS === undefined ? [unserved] : []), ...unencryptedAddresses(environment)];
}
