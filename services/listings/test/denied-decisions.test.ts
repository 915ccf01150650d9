import { Refusals } from '@opencircle/audit';
import type { RoleGrant } from '@opencircle/auth';
import { newId, type CaseId } from '@opencircle/contracts';
import { listingsApp, type ListingsApp } from './listings-app.js';
import { organizationEvents } from './organization-events.js';
import { approval, submittedListing } from './published-listing.js';

let app: ListingsApp;
beforeAll(async () => {
  app = await listingsApp();
}, 60_000);
afterAll(() => app.close());

const { registered, suspended } = organizationEvents(() => app);
const texan: RoleGrant = { role: 'moderator', regions: ['US-TX'] };
const column = 'outcome, reason, object_kind AS kind, object_id AS id, facts';
type Entry = { outcome: string; reason: string; kind: string; id: string; facts: Record<string, unknown> };

/** What the audit log says of this person's decisions, what was only counted included. */
async function logOf(actorId: string): Promise<Entry[]> {
  await app.get(Refusals).flush();
  return app.query<Entry>(
    `SELECT ${column} FROM audit_entry WHERE actor_id = $1 AND action = 'case.decide' ORDER BY id`,
    [actorId],
  );
}

test('a decision of many leaves the same denials as one by one: of a foreign case, and of none', async () => {
  const { caseId } = await submittedListing(app);
  const [one, many] = [await app.as(texan), await app.as(texan)];
  const caseIds = [caseId, newId<CaseId>()];
  for (const id of caseIds) expect((await one('POST', `/v1/cases/${id}/decisions`, approval)).status).toBe(404);
  expect((await many('POST', '/v1/case-decisions', { caseIds, ...approval })).status).toBe(200);

  const denials = (entries: Entry[]) => new Map(entries.map(({ id, facts: { method }, ...entry }) => [id, { ...entry, method }])); // prettier-ignore
  const told = denials(await logOf(many.id));
  expect(told).toEqual(denials(await logOf(one.id)));
  expect(told.get(caseId)).toEqual({ outcome: 'denied', reason: 'not-found', kind: 'case', method: 'POST' });
  expect(told.size).toBe(2);
});

test('so does the approval of what a suspended organization sent', async () => {
  const { caseId, organizationId } = await submittedListing(app);
  await registered({ organizationId, parentId: null });
  await suspended(organizationId);
  const moderator = await app.as({ role: 'moderator' });
  await moderator('POST', '/v1/case-decisions', { caseIds: [caseId], ...approval });
  const told = { outcome: 'denied', reason: 'organization-suspended', id: caseId, facts: { method: 'POST', among: 1 } };
  expect(await logOf(moderator.id)).toMatchObject([told]);
});

test('a flood of them is ten entries and a number', async () => {
  const by = await app.as(texan);
  const caseIds = Array.from({ length: 500 }, () => newId<CaseId>());
  await by('POST', '/v1/case-decisions', { caseIds, ...approval });
  const entries = await logOf(by.id);
  expect(entries).toHaveLength(11);
  expect(entries.at(-1)).toMatchObject({ outcome: 'denied', facts: { times: 490 } });
});

test("a decision that came too late was nobody's denial", async () => {
  const { caseId } = await submittedListing(app);
  const moderator = await app.as({ role: 'moderator' });
  for (let time = 0; time < 2; time++)
    await moderator('POST', '/v1/case-decisions', { caseIds: [caseId], ...approval });
  expect(await logOf(moderator.id)).toMatchObject([{ outcome: 'allowed' }]);
});
