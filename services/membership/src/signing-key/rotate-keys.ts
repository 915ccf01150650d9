import { newSigningKey, signingKeyOf } from '@opencircle/auth';
import { FieldCipher, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { findSigningKeys } from './find-signing-keys.js';
import { KeyTimes } from './key-times.js';

/** The key that will sign next, and whether this run made it. */
export type Rotation = { kid: string; signsFrom: Date; made: boolean };

/**
 * Makes the next key of access tokens. Whoever asks while there is a next key gets that one: two replicas, or two
 * operators, that rotate at once have rotated once.
 */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly times: KeyTimes,
  ) {}

  run(): Promise<Rotation> {
    return this.alone(async (db) => {
      const keys = await findSigningKeys(db, this.times.overlapSeconds);
      const next = keys.find(({ state }) => state === 'next');
      if (next !== undefined) return { kid: next.kid, signsFrom: next.signsFrom, made: false };
      return this.store(db, keys.length === 0 ? 0 : this.times.leadSeconds);
    });
  }

  /** The first key of an empty system signs at once: there is no token that it could confuse. */
  ensureFirst(): Promise<void> {
    return this.alone(async (db) => {
      const [known] = await db.query('SELECT 1 FROM signing_key LIMIT 1');
      if (known === undefined) await this.store(db, 0);
    });
  }

  private alone<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.tx.run(async (db) => {
      await db.query(`SELECT pg_advisory_xact_lock(hashtext('opencircle signing key'))`);
      return work(db);
    });
  }

  private async store(db: Db, leadSeconds: number): Promise<Rotation> {
    const secret = await newSigningKey();
    const { kid } = await signingKeyOf(secret);
    const dataKey = this.cipher.newDataKey();
    const [stored] = await db.query<{ signsFrom: Date }>(
      `INSERT INTO signing_key (kid, data_key, private_key, signs_from)
       VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4)) RETURNING signs_from AS "signsFrom"`,
      [kid, dataKey, this.cipher.encrypt(dataKey, JSON.stringify(secret)), leadSeconds],
    );
    return { kid, signsFrom: stored?.signsFrom as Date, made: true };
  }
}
