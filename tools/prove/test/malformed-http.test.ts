import { testBrokers, testPostgresUrl } from '@opencircle/testing';
import { proveMalformed } from '../src/proofs/malformed-http.js';
import { withScratch } from '../src/scratch.js';
import { holds } from '../src/verdict.js';

test('no malformed request surprises a service, and services that are wrong are found out', async () => {
  const services = { postgresUrl: testPostgresUrl(), brokers: testBrokers() };
  const verdicts = await withScratch((folder) => proveMalformed(services, folder, 1_500));
  expect(verdicts.filter((verdict) => !holds(verdict))).toEqual([]);
}, 400_000);
