import { Injectable } from '@nestjs/common';
import { FieldCipher, MasterKeyMissing, Transactions } from '@opencircle/persistence';

/** Where data keys are, and what their rows are found by. Signing keys come last: a process starts with these alone. */
const places = [
  { table: 'person', key: 'id', type: 'uuid' },
  { table: 'identity_provider', key: 'organization_id', type: 'uuid' },
  { table: 'signing_key', key: 'kid', type: 'text' },
] as const;

type Place = (typeof places)[number];
type Row = { readonly key: string; readonly dataKey: Buffer };

/** How many were wrapped anew, by table; how many could not be opened, by why. */
export type Rewrapped = { readonly anew: Record<Place['table'], number>; readonly left: ReadonlyMap<string, number> };

const BATCH = 500;

/**
 * Wraps every data key by the master key of now, so that the others can go. What the data keys seal stays as it is. May
 * be stopped and begun again, run twice at once, and beside people at work: a key that changed or went meanwhile is left,
 * and so is one that no master key here opens.
 */
@Injectable()
export class RewrapDataKeys {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  async run(): Promise<Rewrapped> {
    const anew = { person: 0, identity_provider: 0, signing_key: 0 };
    const left = new Map<string, number>();
    for (const place of places) {
      let last: string | undefined;
      do {
        const rows = await this.formerKeys(place, last);
        anew[place.table] += await this.replace(place, this.rewrap(rows, left));
        last = rows.length < BATCH ? undefined : rows.at(-1)?.key;
      } while (last !== undefined);
    }
    return { anew, left };
  }

  private formerKeys({ table, key, type }: Place, after: string | undefined): Promise<Row[]> {
    return this.tx.read((db) =>
      db.query<Row>(
        `SELECT ${key}::text AS key, data_key AS "dataKey" FROM ${table}
         WHERE ($1::${type} IS NULL OR ${key} > $1) AND substring(data_key FROM 1 FOR $2) <> $3
         ORDER BY ${key} LIMIT ${BATCH}`,
        [after ?? null, this.cipher.label.length, this.cipher.label],
      ),
    );
  }

  private rewrap(rows: readonly Row[], left: Map<string, number>): (Row & { next: Buffer })[] {
    return rows.flatMap((row) => {
      try {
        return [{ ...row, next: this.cipher.rewrap(row.dataKey) }];
      } catch (error) {
        const why = error instanceof MasterKeyMissing ? error.message : 'a data key is damaged';
        left.set(why, (left.get(why) ?? 0) + 1);
        return [];
      }
    });
  }

  private replace({ table, key, type }: Place, rows: readonly (Row & { next: Buffer })[]): Promise<number> {
    return this.tx.run(async (db) => {
      const changed = await db.query(
        `UPDATE ${table} t SET data_key = n.next
         FROM unnest($1::${type}[], $2::bytea[], $3::bytea[]) AS n (key, former, next)
         WHERE t.${key} = n.key AND t.data_key = n.former RETURNING 1`,
        [rows.map((row) => row.key), rows.map(({ dataKey }) => dataKey), rows.map(({ next }) => next)],
      );
      return changed.length;
    });
  }
}
