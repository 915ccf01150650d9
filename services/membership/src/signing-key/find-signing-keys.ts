import type { Db } from '@opencircle/persistence';

export type KeyState = 'next' | 'active' | 'retiring';

export type StoredKey = { kid: string; state: KeyState; signsFrom: Date; dataKey: Buffer; privateKey: Buffer };

/** Every key that verifiers must know, by the database's clock, the oldest first. One of them is active. */
export function findSigningKeys(db: Db, overlapSeconds: number): Promise<StoredKey[]> {
  return db.query<StoredKey>(
    `WITH known AS (
       SELECT *, lead(signs_from) OVER (ORDER BY signs_from) AS successor FROM signing_key
     )
     SELECT kid, signs_from AS "signsFrom", data_key AS "dataKey", private_key AS "privateKey",
            CASE WHEN signs_from > clock_timestamp() THEN 'next'
                 WHEN successor IS NULL OR successor > clock_timestamp() THEN 'active'
                 ELSE 'retiring' END AS state
     FROM known
     WHERE successor IS NULL OR successor + make_interval(secs => $1) > clock_timestamp()
     ORDER BY signs_from`,
    [overlapSeconds],
  );
}
