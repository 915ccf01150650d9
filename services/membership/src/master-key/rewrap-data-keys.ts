import { Injectable } from '@nestjs/common';
import { FieldCipher, Transactions } from '@opencircle/persistence';

/** Where data keys are, and what their rows are found by. Signing keys come last: a process starts with these alone. */
const places = [
  { table: 'person', key: 'id', type: 'uuid' },
  { table: 'identity_provider', key: 'organization_id', type: 'uuid' },
  { table: 'signing_key', key: 'kid', type: 'text' },
] as const;

type Place = (typeof places)[number];
type Pass = {
  readonly changed: number;
  /** The last row that was looked at; none when all were. */ readonly last?: string;
};

const BATCH = 500;

/**
 * Wraps every data key by the master key of now, so that the others can go. What the data keys seal stays as it is. May
 * be stopped and begun again, run twice at once, and beside people at work: a key that changed or went meanwhile is left.
 */
@Injectable()
export class RewrapDataKeys {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  /** How many were wrapped anew, by table. Throws when one is wrapped by a master key that is not here. */
  async run(): Promise<Record<Place['table'], number>> {
    const counts = { person: 0, identity_provider: 0, signing_key: 0 };
    for (const place of places) counts[place.table] = await this.rewrapAll(place);
    return counts;
  }

  private async rewrapAll(place: Place): Promise<number> {
    let count = 0;
    let last: string | undefined;
    do {
      const pass: Pass = await this.rewrapSome(place, last);
      count += pass.changed;
      last = pass.last;
    } while (last !== undefined);
    return count;
  }

  private rewrapSome({ table, key, type }: Place, after: string | undefined): Promise<Pass> {
    return this.tx.run(async (db) => {
      const rows = await db.query<{ key: string; dataKey: Buffer }>(
        `SELECT ${key}::text AS key, data_key AS "dataKey" FROM ${table}
         WHERE ($1::${type} IS NULL OR ${key} > $1) AND substring(data_key FROM 1 FOR $2) <> $3
         ORDER BY ${key} LIMIT ${BATCH}`,
        [after ?? null, this.cipher.label.length, this.cipher.label],
      );
      const [keys, former] = [rows.map((row) => row.key), rows.map(({ dataKey }) => dataKey)];
      const changed = await db.query(
        `UPDATE ${table} t SET data_key = n.next
         FROM unnest($1::${type}[], $2::bytea[], $3::bytea[]) AS n (key, former, next)
         WHERE t.${key} = n.key AND t.data_key = n.former RETURNING 1`,
        [keys, former, former.map((each) => this.cipher.rewrap(each))],
      );
      const last = rows.length < BATCH ? undefined : keys.at(-1);
      return { changed: changed.length, ...(last !== undefined && { last }) };
    });
  }
}
