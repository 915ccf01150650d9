import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralName,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;

/** PEM. */
export type TestCertificate = { readonly cert: string; readonly key: string };

export type Issued = {
  /** Host names and IP addresses; localhost and 127.0.0.1 unless told. */
  readonly hosts?: readonly string[];
  readonly validFrom?: Date;
  readonly validUntil?: Date;
};

/** An authority of this test's own: nobody trusts it unless told. */
export type TestAuthority = {
  readonly cert: string;
  issue(what?: Issued): Promise<TestCertificate>;
  /** Makes this process trust it, beside those it trusts already; what comes back ends that. */
  trust(): () => void;
};

export async function testAuthority(name = 'OpenCircle test authority'): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [notBefore, notAfter] = [new Date(Date.now() - DAY), new Date(Date.now() + 30 * DAY)];
  const own = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  const issue = async ({ hosts = ['localhost', '127.0.0.1'], validFrom, validUntil }: Issued = {}) => {
    const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const names = hosts.map((value): JsonGeneralName => ({ type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value }));
    const issued = await X509CertificateGenerator.create({
      subject: `CN=${hosts[0]}`,
      issuer: own.subject,
      publicKey: pair.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      notBefore: validFrom ?? notBefore,
      notAfter: validUntil ?? notAfter,
      extensions: [new SubjectAlternativeNameExtension(names)],
    });
    return { cert: `${issued.toString('pem')}\n`, key: await pemOf(pair.privateKey) };
  };
  const cert = `${own.toString('pem')}\n`;
  return { cert, issue, trust: () => trust(cert) };
}

function trust(cert: string): () => void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  return () => setDefaultCACertificates(before);
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`;
}

/** A folder with `cert.pem` and `key.pem`, as a process is given them. */
export class CertificateFolder {
  private constructor(readonly folder: string) {}

  static async with(certificate: TestCertificate): Promise<CertificateFolder> {
    const made = new CertificateFolder(await mkdtemp(join(tmpdir(), 'oc-tls-')));
    await made.write('cert.pem', certificate.cert);
    await made.write('key.pem', certificate.key);
    return made;
  }

  get certFile(): string {
    return join(this.folder, 'cert.pem');
  }

  get keyFile(): string {
    return join(this.folder, 'key.pem');
  }

  /** As environment variables. */
  get variables(): { TLS_CERT_FILE: string; TLS_KEY_FILE: string } {
    return { TLS_CERT_FILE: this.certFile, TLS_KEY_FILE: this.keyFile };
  }

  /** Replaces or adds a file at once. */
  async write(name: string, content: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(`${path}.new`, content, { mode: 0o600 });
    await rename(`${path}.new`, path);
    return path;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
