import type { Db, Transactions } from '@opencircle/persistence';
import { CHAINED_COLUMNS, GENESIS, hashOf, type ChainedRow } from './chain.js';

/** Advisory lock of whoever seals. Any constant does, the same for every replica and release. */
const SEAL_LOCK = 727_004;
const BATCH = 500;

/** The last entry of the chain. */
export type Head = { readonly seq: bigint; readonly hash: Buffer };

/**
 * Puts committed entries behind one another: gapless numbers, each hash over the one before. Writers never wait for it or
 * for each other; entries that commit late come later in the chain. One process at a time, by a lock that ends with the
 * transaction, so a killed one leaves nothing behind.
 */
export class Sealer {
  constructor(
    private readonly transactions: Transactions,
    private readonly service: string,
  ) {}

  /** Seals some hundred entries at most and answers how many; undefined when another process is at it. */
  async sealBatch(): Promise<number | undefined> {
    return this.transactions.run(async (db) => {
      const [lock] = await db.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [SEAL_LOCK]);
      if (lock?.held !== true) return undefined;
      const rows = await db.query<ChainedRow>(
        `SELECT ${CHAINED_COLUMNS} FROM audit_entry WHERE seq IS NULL ORDER BY audit_entry.id LIMIT ${BATCH}`,
      );
      if (rows.length > 0) await this.chain(db, rows);
      return rows.length;
    });
  }

  head(): Promise<Head | undefined> {
    return this.transactions.read(headOf);
  }

  private async chain(db: Db, rows: readonly ChainedRow[]): Promise<void> {
    const head = await headOf(db);
    let seq = head?.seq ?? 0n;
    let hash = head?.hash ?? GENESIS;
    const sealed = rows.map((row) => {
      seq += 1n;
      hash = hashOf(this.service, hash, seq, row);
      return { id: row.id, seq: String(seq), hash };
    });
    await db.query(
      `UPDATE audit_entry e SET seq = s.seq, hash = s.hash
       FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS s (id, seq, hash) WHERE e.id = s.id`,
      [sealed.map(({ id }) => id), sealed.map((one) => one.seq), sealed.map((one) => one.hash)],
    );
  }
}

async function headOf(db: Db): Promise<Head | undefined> {
  const [row] = await db.query<{ seq: string; hash: Buffer }>(
    'SELECT seq, hash FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  return row && { seq: BigInt(row.seq), hash: row.hash };
}
