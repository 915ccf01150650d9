import {
  CHAINED_COLUMNS,
  GENESIS,
  hashOf,
  verifyChain,
  type Ask,
  type ChainedRow,
  type CheckpointReader,
} from '@opencircle/audit';
import pg from 'pg';
import type { Random } from '../random.js';
import { DISARM, isConsistent, tamperingOf, tamperKinds, type TamperKind } from './tamper.js';

export const SERVICE = 'proved';

export type TamperResult = {
  readonly kind: TamperKind;
  readonly caught: boolean;
  readonly caughtBare: boolean;
  readonly sql: string;
};

/** Tampers `count` times, each on the sealed chain as it was, and asks the verification with and without checkpoints. */
export async function tamper(
  ownerUrl: string,
  count: number,
  checkpoints: { signed: readonly string[]; reader: CheckpointReader },
  random: Random,
): Promise<TamperResult[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tamper' });
  await client.connect();
  const ask: Ask = async <Row>(sql: string, parameters: unknown[]) =>
    (await client.query(sql, parameters)).rows as Row[];
  try {
    const [sealed] = await ask<{ entries: number }>('SELECT max(seq)::int AS entries FROM audit_entry', []);
    const entries = sealed?.entries ?? 0;
    const results: TamperResult[] = [];
    for (let i = 0; i < count; i++) {
      const kind = tamperKinds[i % tamperKinds.length] as TamperKind;
      const { sql } = tamperingOf(kind, entries, random);
      await client.query(`BEGIN; ${DISARM}`);
      await client.query(sql);
      if (isConsistent(kind)) await chainAnew(ask);
      const caught = await faults(ask, checkpoints);
      const caughtBare = await faults(ask, undefined);
      await client.query('ROLLBACK');
      results.push({ kind, caught, caughtBare, sql });
    }
    return results;
  } finally {
    await client.end();
  }
}

async function faults(ask: Ask, checkpoints: Parameters<typeof verifyChain>[2]): Promise<boolean> {
  return (await verifyChain(SERVICE, ask, checkpoints)).faults.length > 0;
}

/** Gives every entry the hash that its new content and its new predecessor ask for. */
async function chainAnew(ask: Ask): Promise<void> {
  const rows = await ask<ChainedRow & { seq: string }>(
    `SELECT ${CHAINED_COLUMNS}, seq::text AS seq FROM audit_entry WHERE seq IS NOT NULL ORDER BY audit_entry.seq`,
    [],
  );
  let hash: Buffer = GENESIS;
  const hashes = rows.map((row) => (hash = hashOf(SERVICE, hash, BigInt(row.seq), row)));
  await ask(
    'UPDATE audit_entry e SET hash = n.hash FROM unnest($1::bigint[], $2::bytea[]) AS n (id, hash) WHERE e.id = n.id',
    [rows.map(({ id }) => id), hashes],
  );
}
