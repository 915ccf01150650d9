import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Db } from './db.js';
import { IdempotencyKeyReused } from './errors.js';

/** `scope` names the route and the caller, so that keys of two people never meet. */
export type IdempotentRequest = { scope: string; key: string; request: unknown };

/** Idempotency-Key (IETF draft): the key, the effect and the answer commit together, so a repeated POST does nothing. */
@Injectable()
export class Idempotency {
  /**
   * Runs `effect` unless this key was seen; then answers as the first time. Two concurrent requests wait for one
   * another on the key's row. Without a key the effect just runs. Throws IdempotencyKeyReused.
   */
  async once<T>(db: Db, keyed: IdempotentRequest | undefined, effect: () => Promise<T>): Promise<T> {
    if (keyed === undefined) return effect();
    const fingerprint = createHash('sha256').update(canonical(keyed.request)).digest();
    const fresh = await db.query(
      `INSERT INTO idempotency_key (scope, key, fingerprint) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [keyed.scope, keyed.key, fingerprint],
    );
    if (fresh.length === 0) return answerOf<T>(db, keyed, fingerprint);
    const answer = await effect();
    await db.query('UPDATE idempotency_key SET answer = $3 WHERE scope = $1 AND key = $2', [
      keyed.scope,
      keyed.key,
      JSON.stringify({ answer }),
    ]);
    return answer;
  }
}

async function answerOf<T>(db: Db, keyed: IdempotentRequest, fingerprint: Buffer): Promise<T> {
  const [row] = await db.query<{ fingerprint: Buffer; answer: { answer: T } }>(
    'SELECT fingerprint, answer FROM idempotency_key WHERE scope = $1 AND key = $2',
    [keyed.scope, keyed.key],
  );
  if (!row?.fingerprint.equals(fingerprint)) throw new IdempotencyKeyReused();
  return row.answer.answer;
}

/** JSON with sorted keys, so that the order in which a client writes fields does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
