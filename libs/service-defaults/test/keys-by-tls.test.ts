import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { newId, type PersonId } from '@opencircle/contracts';
import { testAuthority, type TestCertificate } from '@opencircle/testing';
import { createApplication } from '../src/index.js';
import { Routes } from './problem-routes.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

/** nestjs-pino has one destination a process. */
let log = '';

/** Asks with a good token, while the issuer's keys are at an https address with this certificate. */
async function askWhereKeysAreBy(certificate: TestCertificate): Promise<{ status: number; body: string }> {
  const issuer = await tokenIssuer();
  const keys = createServer(certificate, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(issuer.keys()));
  }).listen(0, '127.0.0.1');
  await once(keys, 'listening');
  const JWKS_URL = `https://localhost:${(keys.address() as AddressInfo).port}/jwks`;
  const app = await createApplication(definitionOf([Routes]), {
    variables: { ...variables, LOG_LEVEL: 'info', JWKS_URL },
    log: { write: (line: string) => void (log += line) },
  });
  const actor = { kind: 'person', id: newId<PersonId>(), roles: [] } as const;
  const authorization = `Bearer ${(await issuer.issue(actor)).accessToken}`;
  const { statusCode: status, body } = await app.inject({ url: '/v1/own', headers: { authorization } });
  await app.close();
  keys.closeAllConnections();
  keys.close();
  return { status, body };
}

test('the issuer’s keys are fetched by https, and taken of nobody whose certificate does not hold', async () => {
  const authority = await testAuthority();
  const distrust = authority.trust();
  const known = await askWhereKeysAreBy(await authority.issue());
  expect([known.status, known.body]).toEqual([403, expect.stringContaining('"code":"forbidden"')]);
  distrust();
  const refused = await askWhereKeysAreBy(await authority.issue());
  expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('"code":"keys-unavailable"')]);
  expect(log).toMatch(/"code":"UNABLE_TO_VERIFY_LEAF_SIGNATURE".*"msg":"keys-unavailable"/);
  expect(log).not.toMatch('stack');
});
