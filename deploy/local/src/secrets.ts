import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services, type ServiceName } from './layout.js';

export const demoRoles = ['moderator', 'manager', 'facilitator', 'ops', 'admin'] as const;
export type DemoRole = (typeof demoRoles)[number];

export type Secrets = {
  /** Of PostgreSQL's superuser. */
  readonly postgres: string;
  readonly databases: Readonly<Record<ServiceName, { readonly owner: string; readonly service: string }>>;
  /** Ed25519 private key, RFC 8037: signs the checkpoints of every service's audit log. */
  readonly auditSigningKey: Readonly<Record<string, unknown>>;
  readonly masterKey: string;
  readonly lookupKey: string;
  readonly sessionKey: string;
  /** Per client of membership's service tokens. */
  readonly serviceClients: { readonly notifications: string };
  readonly demoPasswords: Readonly<Record<DemoRole, string>>;
};

/** Reads `<data>/secrets.json`, or makes it: once for a data folder, readable by its owner only. */
export function secretsIn(data: string): Secrets {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) return write(file, newSecrets());
  const secrets = parse(file);
  // A folder from before there was an audit log.
  return Object.hasOwn(secrets, 'auditSigningKey')
    ? secrets
    : write(file, { ...secrets, auditSigningKey: signingKey() });
}

function write(file: string, secrets: Secrets): Secrets {
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function parse(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    throw new Error(
      `${file} cannot be read: ${(error as Error).message}\n  fix: put the right file back; without it the data cannot be read, so else start over with --fresh`,
    );
  }
}

function newSecrets(): Secrets {
  const token = (): string => randomBytes(24).toString('base64url');
  const key = (): string => randomBytes(32).toString('base64');
  return {
    postgres: token(),
    databases: recordOf(services, () => ({ owner: token(), service: token() })),
    auditSigningKey: signingKey(),
    masterKey: key(),
    lookupKey: key(),
    sessionKey: key(),
    serviceClients: { notifications: token() },
    demoPasswords: recordOf(demoRoles, password),
  };
}

function signingKey(): Record<string, unknown> {
  return {
    ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    alg: 'EdDSA',
    use: 'sig',
  };
}

/** Four groups of letters that nobody mistakes for others: 19 characters, 74 bits. */
function password(): string {
  const letters = 'abcdefghkmnpqrstuvwxyz23456789'.replace(/[lo]/g, '');
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

function recordOf<Key extends string, Value>(keys: readonly Key[], make: () => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make()])) as Record<Key, Value>;
}
