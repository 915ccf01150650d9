import { testBrokers, testPostgresUrl } from '@opencircle/testing';
import { proveEnumeration } from '../src/proofs/enumeration.js';
import { withScratch } from '../src/scratch.js';
import { holds } from '../src/verdict.js';

test('neither answers nor their time tell who has an account, and a hundred guesses are judged', async () => {
  const services = { postgresUrl: testPostgresUrl(), brokers: testBrokers() };
  const verdicts = await withScratch((folder) => proveEnumeration(services, folder, true));
  expect(verdicts.filter((verdict) => !holds(verdict))).toEqual([]);
  expect(verdicts).toHaveLength(4);
}, 400_000);
