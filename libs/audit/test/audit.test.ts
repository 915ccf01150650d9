import { mkdtempSync, readFileSync, rmSync, appendFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '@opencircle/contracts';
import { eventually } from '@opencircle/testing';
import { CheckpointFile, describeFault, FindEntries, Refusals } from '../src/index.js';
import { auditApp, person, type AuditApp } from './audit-app.js';

const folder = mkdtempSync(join(tmpdir(), 'opencircle-audit-'));
const file = join(folder, 'tested.checkpoints');
let app: AuditApp;

beforeAll(async () => {
  app = await auditApp(folder);
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const sealedAll = () =>
  eventually('everything is sealed', async () => {
    const [row] = await app.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry WHERE seq IS NULL');
    return row?.n === 0;
  });

const claim = (id: string) => ({ action: 'case.claim', object: { kind: 'case', id }, outcome: 'allowed' }) as const;

it('keeps an entry if and only if its action commits', async () => {
  const [kept, undone] = [newId<string>(), newId<string>()];
  const actor = person('moderator', 'manager');
  await app.tx().run((db) => app.audit().record(db, { actor, ...claim(kept) }));
  await expect(
    app.tx().run(async (db) => {
      await app.audit().record(db, { actor, ...claim(undone) });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  const rows = await app.query('SELECT actor_id, roles, action FROM audit_entry WHERE object_id IN ($1, $2)', [
    kept,
    undone,
  ]);
  expect(rows).toEqual([{ actor_id: actor.id, roles: ['moderator'], action: 'case.claim' }]);
});

it('refuses a fact that is not on the list, and text where a code belongs', async () => {
  const entry = { actor: 'system', ...claim(newId()) } as const;
  await expect(app.audit().recordApart({ ...entry, facts: { displayName: 'Ada' } as never })).rejects.toThrow(/displayName/); // prettier-ignore
  await expect(app.audit().recordApart({ ...entry, facts: { decision: 'Ada was rude' } })).rejects.toThrow(/decision/);
});

it('seals entries in order, without gaps, from many writers at once', async () => {
  await Promise.all(
    Array.from({ length: 120 }, (_, i) => app.audit().recordApart({ actor: person('ops'), ...claim(`c-${i}`) })),
  );
  await sealedAll();
  const [row] = await app.query('SELECT count(*)::int = max(seq) AS gapless, count(hash) = count(*) AS hashed FROM audit_entry'); // prettier-ignore
  expect(row).toEqual({ gapless: true, hashed: true });
  expect(await app.verify(await app.signed())).toMatchObject({ faults: [] });
});

it.each([
  ["UPDATE audit_entry SET actor_id = 'x'"],
  ['UPDATE audit_entry SET seq = NULL, hash = NULL'],
  ["UPDATE audit_entry SET hash = 'x' WHERE seq = 1"],
  ['DELETE FROM audit_entry'],
  ['TRUNCATE audit_entry'],
])('the database refuses %s, of the service and of the owner', async (sql) => {
  await expect(app.query(sql)).rejects.toThrow(/permission denied|append-only/);
  await expect(app.sabotage(sql)).rejects.toThrow(/append-only/);
});

it('lets the service fill in seq and hash alone, once', async () => {
  await app.sabotage('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_sealed_once');
  await expect(app.query("UPDATE audit_entry SET reason = 'x'")).rejects.toThrow(/permission denied/);
  await app.sabotage('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_sealed_once');
});

it('says where the chain stands in a file and to Kafka, at shutdown at the latest', async () => {
  await app.audit().recordApart({ actor: 'system', ...claim(newId()) });
  await app.restart();
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');
  const signed = lines();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await app.signed()).slice(0, signed.length)).toEqual(signed);
  // Whoever starts says it once more, and may do so between the two looks.
  await eventually('both say the same', async () => isDeepStrictEqual(await app.signed(), lines()));
  const verification = await app.verify(signed);
  expect(verification).toMatchObject({ faults: [], uncovered: 0, unsealed: 0 });
  expect(verification.lastCheckpoint?.seq).toBe(verification.entries);
});

it('leaves out a line that was never finished, and ends it before the next', async () => {
  const own = new CheckpointFile(join(folder, 'own.checkpoints'));
  await own.append('one');
  appendFileSync(own.path, 'tw');
  expect(await own.lines()).toEqual(['one']);
  await new CheckpointFile(own.path).append('two');
  expect(await own.lines()).toEqual(['one', 'two']);
});

it('counts a flood of refusals instead of keeping each', async () => {
  const actor = person('manager');
  const refusals = app.get(Refusals);
  const refusal = { action: 'case.decide', outcome: 'denied', reason: 'forbidden' } as const;
  for (let i = 0; i < 500; i++) refusals.note({ actor, ...refusal });
  for (let i = 0; i < 500; i++) refusals.note({ actor: { kind: 'anonymous' }, ...refusal, reason: 'unauthenticated' });
  await app.restart();
  const rows = await app.query<{ actor_kind: string; times: number; n: number }>(
    `SELECT actor_kind, coalesce((facts->>'times')::int, 1) AS times, count(*)::int AS n FROM audit_entry
     WHERE action = 'case.decide' GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  expect(rows).toEqual([
    { actor_kind: 'anonymous', times: 1, n: 1 },
    { actor_kind: 'anonymous', times: 499, n: 1 },
    { actor_kind: 'person', times: 1, n: 10 },
    { actor_kind: 'person', times: 490, n: 1 },
  ]);
});

it('shows each role what it may do itself, and an admin all', async () => {
  await app
    .audit()
    .recordApart(
      { actor: 'system', action: 'parked.replay', outcome: 'allowed' },
      { actor: 'system', action: 'session.create', outcome: 'failed', reason: 'credentials-refused' },
    );
  const seen = async (role: 'admin' | 'ops' | 'lead-moderator' | 'moderator') => {
    const { items } = await app.get(FindEntries).run({ limit: 100 }, person(role));
    return [...new Set(items.map(({ action }) => action))].sort();
  };
  expect(await seen('ops')).toEqual(['parked.replay']);
  expect(await seen('lead-moderator')).toEqual(expect.not.arrayContaining(['parked.replay', 'session.create']));
  expect(await seen('lead-moderator')).toContain('case.claim');
  expect(await seen('admin')).toEqual(expect.arrayContaining(['case.claim', 'parked.replay', 'session.create']));
  expect(await seen('moderator')).toEqual([]);
});

it('pages through what a search finds, each entry once', async () => {
  const actor = person('ops');
  for (let i = 0; i < 7; i++) await app.audit().recordApart({ actor, ...claim(`p-${i}`) });
  const found: (string | undefined)[] = [];
  for (let before: string | undefined; ;) {
    const page = await app.get(FindEntries).run({ actor: actor.id, limit: 3, before }, person('admin'));
    found.push(...page.items.map(({ object }) => object?.id));
    if (page.next === null) break;
    before = page.next;
  }
  expect(found).toEqual(['p-6', 'p-5', 'p-4', 'p-3', 'p-2', 'p-1', 'p-0']);
});

it('says what is wrong and where', async () => {
  await sealedAll();
  await app.restart();
  const signed = await app.signed();
  const after = async (sql: string): Promise<string[]> => {
    await app.sabotage('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    await app.sabotage('CREATE TABLE kept AS SELECT * FROM audit_entry');
    await app.sabotage(sql);
    const faults = (await app.verify(signed)).faults.map(describeFault);
    await app.sabotage('DELETE FROM audit_entry');
    await app.sabotage('INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept');
    await app.sabotage('DROP TABLE kept');
    await app.sabotage('ALTER TABLE audit_entry ENABLE TRIGGER USER');
    return faults;
  };
  expect(await after("UPDATE audit_entry SET actor_id = 'x' WHERE seq = 5")).toEqual([
    expect.stringMatching(/^entry 5 \(id \d+\) was changed/),
  ]);
  expect(await after('DELETE FROM audit_entry WHERE seq BETWEEN 3 AND 4')).toEqual(['entries 3 to 4 are missing']);
  expect(await after('DELETE FROM audit_entry WHERE seq > 10')).toEqual([
    expect.stringMatching(/^the tail was cut: the chain ends with entry 10, checkpoint \d+/),
  ]);
  expect(
    await after('UPDATE audit_entry SET seq = CASE seq WHEN 7 THEN -8 WHEN 8 THEN -7 END WHERE seq IN (7, 8); UPDATE audit_entry SET seq = -seq WHERE seq < 0'), // prettier-ignore
  ).toEqual([
    expect.stringMatching(/^entry 7 \(id \d+\) was reordered: it was sealed as number 8/),
    expect.stringMatching(/^entry 8 \(id \d+\) was reordered: it was sealed as number 7/),
  ]);
  const broken = signed.with(0, `${signed[0]?.slice(0, -4)}AAAA`);
  expect((await app.verify(broken)).faults).toEqual([{ kind: 'checkpoint-invalid', line: 1 }]);
  expect((await app.verify(signed)).faults).toEqual([]);
}, 60_000);
