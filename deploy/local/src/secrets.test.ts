import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsIn } from './secrets.js';

const data = mkdtempSync(join(tmpdir(), 'opencircle-secrets-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

test('makes secrets once, for the owner only', () => {
  const made = secretsIn(data);
  expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(secretsIn(data)).toEqual(made);
  expect(made.auditSigningKey).toMatchObject({ kty: 'OKP', crv: 'Ed25519', d: expect.any(String) as string });
  for (const key of [made.masterKey, made.lookupKey, made.sessionKey])
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
  const passwords = Object.values(made.demoPasswords);
  expect(new Set(passwords).size).toBe(5);
  for (const password of passwords) expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
});

test('gives a folder from before there was an audit log the key for it, and keeps the rest', () => {
  const { auditSigningKey: _, ...before } = secretsIn(data);
  writeFileSync(join(data, 'secrets.json'), JSON.stringify(before));
  const now = secretsIn(data);
  expect(now).toEqual({ ...before, auditSigningKey: expect.objectContaining({ crv: 'Ed25519' }) as unknown });
  expect(secretsIn(data)).toEqual(now);
});

test('never replaces a file it cannot read', () => {
  writeFileSync(join(data, 'secrets.json'), '{');
  expect(() => secretsIn(data)).toThrow(/secrets\.json cannot be read[^]*--fresh/);
});
