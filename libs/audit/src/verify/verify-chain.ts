import type { CheckpointReader, Checkpoint } from '../checkpoint/checkpoint.js';
import { CHAINED_COLUMNS } from '../seal/chain.js';
import type { Fault } from './fault.js';
import { Walk, type SealedRow } from './walk.js';

/** Asks the service's database; every answer must be of one and the same moment. */
export type Ask = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

export type Verification = {
  readonly service: string;
  /** Sealed entries. */
  readonly entries: number;
  /** Entries that committed and are not sealed yet; nothing can be said of them. */
  readonly unsealed: number;
  readonly checkpoints: number;
  readonly lastCheckpoint: Checkpoint | undefined;
  /** Sealed entries behind the last checkpoint: whoever owns the database could have changed these unseen. */
  readonly uncovered: number;
  readonly faults: readonly Fault[];
};

const BATCH = 1_000;

/**
 * Holds a chain against itself and against checkpoints (compact JWS). The checkpoints must have been read before the
 * moment that `ask` looks at, or a younger one looks like a cut tail. Without checkpoints a cut tail and a rewritten
 * chain cannot be seen.
 */
export async function verifyChain(
  service: string,
  ask: Ask,
  checkpoints: { readonly signed: readonly string[]; readonly reader: CheckpointReader } | undefined,
): Promise<Verification> {
  const walk = new Walk(service);
  const said = await readAll(service, checkpoints, walk);
  for await (const row of rowsOf(ask)) {
    walk.step(row);
    for (const { line, checkpoint } of said.get(BigInt(row.seq)) ?? []) {
      if (checkpoint.hash !== row.hash.toString('hex')) {
        walk.found({ kind: 'rewritten', seq: BigInt(row.seq), line, at: checkpoint.at });
      }
    }
  }
  walk.end();
  const all = [...said.values()].flat();
  const highest = all.toSorted((a, b) => a.checkpoint.seq - b.checkpoint.seq).at(-1);
  if (highest !== undefined && BigInt(highest.checkpoint.seq) > walk.last) {
    const { line, checkpoint } = highest;
    walk.found({ kind: 'tail-cut', last: walk.last, seq: BigInt(checkpoint.seq), line, at: checkpoint.at });
  }
  const [count] = await ask<{ unsealed: number }>('SELECT count(*)::int AS unsealed FROM audit_entry WHERE seq IS NULL', []); // prettier-ignore
  return {
    service,
    entries: walk.entries,
    unsealed: count?.unsealed ?? 0,
    checkpoints: all.length,
    lastCheckpoint: highest?.checkpoint,
    uncovered: Math.max(0, Number(walk.last) - (highest?.checkpoint.seq ?? 0)),
    faults: walk.faults,
  };
}

type Said = { readonly line: number; readonly checkpoint: Checkpoint };

async function readAll(
  service: string,
  checkpoints: { readonly signed: readonly string[]; readonly reader: CheckpointReader } | undefined,
  walk: Walk,
): Promise<Map<bigint, Said[]>> {
  const said = new Map<bigint, Said[]>();
  for (const [index, jws] of (checkpoints?.signed ?? []).entries()) {
    const line = index + 1;
    const checkpoint = await checkpoints?.reader.read(jws);
    if (checkpoint === undefined) walk.found({ kind: 'checkpoint-invalid', line });
    else if (checkpoint.service !== service) {
      walk.found({ kind: 'checkpoint-of-another', line, service: checkpoint.service });
    } else {
      const seq = BigInt(checkpoint.seq);
      said.set(seq, [...(said.get(seq) ?? []), { line, checkpoint }]);
    }
  }
  return said;
}

/** Every sealed row in the order of the numbers; rows of one number, which the index forbids, in the order of ids. */
async function* rowsOf(ask: Ask): AsyncGenerator<SealedRow> {
  let after: SealedRow | undefined;
  for (;;) {
    const rows: SealedRow[] = await ask<SealedRow>(
      `SELECT ${CHAINED_COLUMNS}, seq::text AS seq, coalesce(hash, '') AS hash FROM audit_entry
       WHERE seq IS NOT NULL AND ($1::bigint IS NULL OR (audit_entry.seq, audit_entry.id) > ($1, $2::bigint))
       ORDER BY audit_entry.seq, audit_entry.id LIMIT ${BATCH}`,
      [after?.seq ?? null, after?.id ?? null],
    );
    yield* rows;
    after = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}
