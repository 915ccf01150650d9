import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A file of one or more PEM certificates, as text. */
export const certificateFile = pemFile('must be a PEM file of certificates', (text) => {
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
  for (const certificate of certificates) new X509Certificate(certificate);
  return certificates.length > 0;
});

/** A file of one PEM private key without a passphrase, as text. */
export const keyFile = pemFile('must be a PEM file of a private key without a passphrase', (text) => {
  createPrivateKey(text);
  return true;
});

function pemFile(rule: string, isPem: (text: string) => boolean) {
  return z.string().transform((path, context) => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      context.addIssue({ code: 'custom', message: `names a file that cannot be read (${codeOf(error)})` });
      return z.NEVER;
    }
    try {
      if (isPem(text)) return text;
    } catch {
      // What OpenSSL says of it may quote the file.
    }
    context.addIssue({ code: 'custom', message: rule });
    return z.NEVER;
  });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
