import { testBrokers, testPostgresUrl } from '@opencircle/testing';
import { proveMatrix } from '../src/proofs/authz-matrix.js';
import { withScratch } from '../src/scratch.js';
import { holds } from '../src/verdict.js';

test('every route answers everybody about everything as the policy table says, however it is asked', async () => {
  const services = { postgresUrl: testPostgresUrl(), brokers: testBrokers() };
  const verdicts = await withScratch((folder) => proveMatrix(services, folder, 1));
  expect(verdicts.filter((verdict) => !holds(verdict))).toEqual([]);
  expect(verdicts).toHaveLength(5);
}, 400_000);
