import { testBrokers, testPostgresUrl } from '@opencircle/testing';
import { proveAudit } from '../src/proofs/audit.js';
import { proveCrashes } from '../src/proofs/crash-points.js';
import { policyMutation } from '../src/proofs/policy-mutation.js';
import { provePolicy } from '../src/proofs/policy-oracle.js';
import { proveRelay } from '../src/proofs/relay-schedules.js';
import { proveIsolation } from '../src/proofs/tenants.js';
import { withScratch } from '../src/scratch.js';
import { holds, type Verdict } from '../src/verdict.js';

// The long forms are commands; here a few of their seeds run with every `npm test`, controls included.

function failing(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter((verdict) => !holds(verdict));
}

test('the relay loses and inverts nothing, and wrong relays are found out', async () => {
  const verdicts = await withScratch((folder) => proveRelay(testPostgresUrl(), folder, 4, 6));
  expect(failing(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(5);
}, 120_000);

test('a service that is killed between two steps does all once, and wrong consumers are found out', async () => {
  const services = { postgresUrl: testPostgresUrl(), brokers: testBrokers() };
  const points = ['outbox.after-commit', 'relay.after-send', 'consumer.after-commit'] as const;
  const verdicts = await withScratch((folder) => proveCrashes(services, folder, points, 1));
  expect(failing(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(5);
}, 240_000);

test('whatever is changed in a sealed audit log is found out, and without checkpoints it is not', async () => {
  const verdicts = await withScratch((folder) => proveAudit(testPostgresUrl(), folder, 1_000, 100));
  expect(failing(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(3);
}, 240_000);

test('nobody touches rows of another organization, and statements without any bound are found out', async () => {
  const verdicts = await proveIsolation(testPostgresUrl(), 300);
  expect(failing(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(3);
}, 120_000);

test('the policy table decides as the prose does, and any flipped cell is found out', () => {
  expect(failing([provePolicy(400_000)])).toEqual([]);
}, 120_000);

test('every single flip of the policy table is found out', async () => {
  expect(failing(await policyMutation({ quick: true }))).toEqual([]);
}, 120_000);
