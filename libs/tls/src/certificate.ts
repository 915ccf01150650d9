import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { secureSettings } from './secure-settings.js';

/** Paths of PEM files; the first certificate is the server's own, those of intermediate authorities follow. */
export type CertificateFiles = { readonly certFile: string; readonly keyFile: string };

/** PEM. */
export type Pair = { readonly cert: string; readonly key: string };
export type Certificate = Pair & { readonly validUntil: Date };

/** Which file is at fault, and the rule that it breaks; never what stands in it. */
export class BadCertificate extends Error {
  constructor(
    readonly file: keyof CertificateFiles,
    readonly rule: string,
  ) {
    super(rule);
  }

  /** That names the file. */
  get variable(): string {
    return this.file === 'certFile' ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE';
  }
}

/** What the files hold at this moment. Throws BadCertificate. */
export function readPair({ certFile, keyFile }: CertificateFiles): Pair {
  return { cert: contentOf('certFile', certFile), key: contentOf('keyFile', keyFile) };
}

/** A certificate that can be served now, with its key. Throws BadCertificate. */
export function certificateOf({ cert, key }: Pair): Certificate {
  const [own, privateKey] = [certificateIn(cert), keyIn(key)];
  if (!own.checkPrivateKey(privateKey)) throw new BadCertificate('keyFile', 'must be the key of the certificate');
  if (own.validToDate.getTime() <= Date.now()) {
    throw new BadCertificate('certFile', `is expired since ${own.validToDate.toISOString()}`);
  }
  if (own.validFromDate.getTime() > Date.now()) {
    throw new BadCertificate('certFile', `is not valid before ${own.validFromDate.toISOString()}`);
  }
  const certificate = { cert, key, validUntil: own.validToDate };
  checkUsable(certificate);
  return certificate;
}

function contentOf(file: keyof CertificateFiles, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new BadCertificate(file, `must be a file that this process can read (${code})`);
  }
}

function certificateIn(pem: string): X509Certificate {
  const rule = "must be PEM: the server's certificate, then those of intermediate authorities";
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    const [own] = blocks.map((block) => new X509Certificate(block));
    if (own !== undefined) return own;
  } catch {
    throw new BadCertificate('certFile', rule);
  }
  throw new BadCertificate('certFile', rule);
}

function keyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new BadCertificate('keyFile', 'must be a private key as PEM, without a passphrase');
  }
}

/** What OpenSSL will not serve: a key that is too short, a hash that is broken. */
function checkUsable(certificate: Certificate): void {
  try {
    createSecureContext(secureSettings(certificate));
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new BadCertificate('certFile', `must be one that OpenSSL accepts (${code})`);
  }
}
