import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditMigrations, CheckpointFile, CheckpointReader, verifyChain, type Ask } from '@opencircle/audit';
import { dataSource, migrate, Transactions } from '@opencircle/persistence';
import { exportJWK, generateKeyPair } from 'jose';
import { KeptSealers } from '../audit/kept-sealers.js';
import { SERVICE, tamper } from '../audit/tamperings.js';
import { tamperKinds } from '../audit/tamper.js';
import { writeEntries } from '../audit/write-entries.js';
import { execute, proofDatabase } from '../proof-database.js';
import type { Proof } from '../proof.js';
import { Random } from '../random.js';
import { withPostgres } from '../proof-server.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;
/** Entries that the tamperings have to do with; each looks at the whole chain twice. */
const SEALED = 60;

/**
 * Entries that many write at once are chained without a false alarm while sealers are killed; and whatever the database's
 * owner does to what was sealed, the checkpoints give it away. Without them a cut tail and a rewritten chain must go unseen.
 */
export const audit: Proof = ({ quick }) =>
  withPostgres((adminUrl, folder) => proveAudit(adminUrl, folder, quick ? 1_000 : 20_000, quick ? 100 : 1_000));

export async function proveAudit(
  adminUrl: string,
  folder: string,
  appends: number,
  tamperings: number,
): Promise<Verdict[]> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const signingKey = await exportJWK(privateKey);
  const reader = await CheckpointReader.of([signingKey]);
  const setting = { adminUrl, folder, signingKey, reader };
  return [await proveAppends(setting, appends), ...(await proveTamperings(setting, tamperings))];
}

type Setting = {
  adminUrl: string;
  folder: string;
  signingKey: Parameters<typeof CheckpointReader.of>[0][number];
  reader: CheckpointReader;
};

/** Runs the sealers while `work` writes, until all is sealed; `look` sees the chain again and again meanwhile. */
async function withSealers<T>(
  { folder, signingKey }: Setting,
  url: string,
  name: string,
  work: (file: CheckpointFile, sealers: KeptSealers) => Promise<T>,
): Promise<T> {
  const file = new CheckpointFile(join(folder, `${name}.checkpoints`));
  const sealers = new KeptSealers({ url, service: SERVICE, file: file.path, signingKey }, new Random(SEED));
  await sealers.start();
  try {
    const result = await work(file, sealers);
    for (;;) {
      const [left] = await execute<{ n: number }>(url, 'SELECT count(*)::int AS n FROM audit_entry WHERE seq IS NULL');
      const [head] = await execute<{ n: number }>(url, 'SELECT coalesce(max(seq), 0)::int AS n FROM audit_entry');
      if (left?.n === 0 && (await isNamed(file, head?.n ?? 0))) return result;
      await sleep(50);
    }
  } finally {
    await sealers.stop();
  }
}

/** Whether a checkpoint names this entry, the last or, with two sealers, one before; signatures are for the verification to judge. */
async function isNamed(file: CheckpointFile, seq: number): Promise<boolean> {
  return (await file.lines()).some((jws) => {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    return (JSON.parse(payload) as { seq: number }).seq === seq;
  });
}

async function proveAppends(setting: Setting, appends: number): Promise<Verdict> {
  const { serviceUrl, ownerUrl } = await auditDatabase(setting.adminUrl);
  const source = await dataSource({ url: serviceUrl, name: 'writer', poolSize: 9 }).initialize();
  const tx = new Transactions(source);
  const found = { falseAlarms: 0, lost: 0, phantoms: 0, looks: 0, kills: 0 };
  const look = async (file: CheckpointFile) => {
    const signed = await file.lines();
    const ask =
      (db: Parameters<Parameters<typeof tx.read>[0]>[0]): Ask =>
      (sql, parameters) =>
        db.query(sql, parameters);
    const { faults, entries } = await tx.read((db) =>
      verifyChain(SERVICE, ask(db), { signed, reader: setting.reader }),
    );
    found.looks++;
    found.falseAlarms += faults.length;
    return entries;
  };
  try {
    const { committed, file } = await withSealers(setting, serviceUrl, 'appends', async (file, sealers) => {
      const ended = new AbortController();
      const killing = sealers.killUntil(ended.signal);
      const looking = (async () => {
        while (!ended.signal.aborted) {
          await look(file);
          await sleep(200);
        }
      })();
      const committed = await writeEntries(tx, appends, new Random(SEED));
      ended.abort();
      await Promise.all([killing, looking]);
      found.kills = sealers.kills;
      return { committed, file };
    });
    const entries = await look(file);
    const kept = await execute<{ request_id: string }>(ownerUrl, 'SELECT request_id FROM audit_entry');
    const keys = new Set(kept.map(({ request_id }) => request_id));
    found.lost = committed.filter((key) => !keys.has(key)).length;
    found.phantoms = entries - committed.length;
    const { falseAlarms, lost, phantoms, kills } = found;
    const pass = falseAlarms + lost === 0 && phantoms === 0 && kills > 0;
    return {
      name: 'audit',
      case: 'appends at once, sealers killed',
      seed: SEED,
      n: committed.length,
      found,
      control: true,
      pass,
    };
  } finally {
    await source.destroy();
  }
}

async function proveTamperings(setting: Setting, count: number): Promise<Verdict[]> {
  const { serviceUrl, ownerUrl } = await auditDatabase(setting.adminUrl);
  const source = await dataSource({ url: serviceUrl, name: 'writer', poolSize: 9 }).initialize();
  const file = await withSealers(setting, serviceUrl, 'tamperings', async (checkpoints) => {
    await writeEntries(new Transactions(source), SEALED, new Random(SEED), 0);
    return checkpoints;
  });
  await source.destroy();
  const checkpoints = { signed: await file.lines(), reader: setting.reader };
  const results = await tamper(ownerUrl, count, checkpoints, new Random(SEED));
  const missed = results.filter(({ caught }) => !caught);
  for (const { sql } of missed) console.error(`  not caught: ${sql}`);
  const byKind = Object.fromEntries(
    tamperKinds.map((kind) => [kind, missed.filter((each) => each.kind === kind).length]),
  );
  const unseen = (kind: string): boolean => results.some((each) => each.kind === kind && !each.caughtBare);
  const control = unseen('cut-tail') && unseen('rewrite');
  const bare = results.filter(({ caughtBare }) => !caughtBare).length;
  return [
    { name: 'audit', case: 'tampered by the owner', seed: SEED, n: results.length, found: { ...byKind }, control, pass: missed.length === 0 }, // prettier-ignore
    { name: 'audit', case: 'control: without checkpoints', seed: SEED, n: results.length, found: { missed: bare }, control, pass: control }, // prettier-ignore
  ];
}

async function auditDatabase(adminUrl: string) {
  const urls = await proofDatabase(adminUrl, 'SELECT 1');
  await migrate(urls.ownerUrl, auditMigrations);
  return urls;
}
