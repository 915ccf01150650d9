import { testBrokers, testPostgresUrl } from '@opencircle/testing';
import { proveTokens } from '../src/proofs/tokens.js';
import { withScratch } from '../src/scratch.js';
import { holds } from '../src/verdict.js';

test('no forged, stolen, used or outdated token is taken, and keys change under load', async () => {
  const services = { postgresUrl: testPostgresUrl(), brokers: testBrokers() };
  const size = { sessions: 1, revocations: 1, rotations: 1 };
  const verdicts = await withScratch((folder) => proveTokens(services, folder, size));
  expect(verdicts.filter((verdict) => !holds(verdict))).toEqual([]);
  expect(verdicts).toHaveLength(4);
}, 400_000);
