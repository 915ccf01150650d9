import type { Transactions } from '@opencircle/persistence';
import type { Random } from '../random.js';

const AT_ONCE = 8;

class Undone extends Error {}

/** Writes so many entries, eight at a time, and answers the keys of those that committed; a share is rolled back. */
export async function writeEntries(tx: Transactions, count: number, random: Random, undone = 0.1): Promise<string[]> {
  const committed: string[] = [];
  const waiting = Array.from({ length: count }, (_, i) => ({ key: `r-${i}`, isUndone: random.chance(undone) }));
  const writer = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { key, isUndone } = next;
      try {
        await tx.run(async (db) => {
          await db.query(
            `INSERT INTO audit_entry (request_id, actor_kind, actor_id, roles, action, object_kind, object_id, outcome, reason, facts)
             VALUES ($1, 'person', gen_random_uuid()::text, '{moderator}', 'case.decide', 'case', gen_random_uuid()::text,
                     'allowed', 'meets-guidelines', '{"decision":"approved"}')`,
            [key],
          );
          if (isUndone) throw new Undone();
        });
        committed.push(key);
      } catch (error) {
        if (!(error instanceof Undone)) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  return committed;
}
