import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { javaProgram } from './java-program.js';

/** A key with the certificate that it signed itself. */
export type Certificate = {
  /** PKCS 12, as Java wants it. */
  readonly keyStore: string;
  readonly password: string;
  /** The certificate alone, as clients want it. */
  readonly pem: string;
};

/** Makes a certificate of a server with this name, in the folder, by Java's `keytool`. For tests: it lives for ten days. */
export async function makeCertificate(folder: string, host: string): Promise<Certificate> {
  const password = randomBytes(16).toString('hex');
  const keyStore = join(folder, `${host}.p12`);
  const pemFile = join(folder, `${host}.pem`);
  const store = ['-keystore', keyStore, '-storetype', 'PKCS12', '-storepass', password, '-alias', 'server'];
  const keytool = (...args: string[]) => promisify(execFile)(javaProgram('keytool'), [...args, ...store]);
  await keytool('-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', `CN=${host}`, '-ext', `san=dns:${host}`, '-validity', '10'); // prettier-ignore
  await keytool('-exportcert', '-rfc', '-file', pemFile);
  return { keyStore, password, pem: await readFile(pemFile, 'utf8') };
}
