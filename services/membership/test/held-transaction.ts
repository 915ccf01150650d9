import { asSystem, Transactions, type Db } from '@opencircle/persistence';
import { eventually } from '@opencircle/testing';
import type { TestMembership } from './service.js';

/** A transaction that has done its work, as somebody's request would, and holds what it locked until it is committed. */
export async function heldTransaction(service: TestMembership, work: (db: Db) => Promise<unknown>) {
  const { promise: worked, resolve: hold } = Promise.withResolvers<undefined>();
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const done = asSystem(() =>
    service.app.get(Transactions, { strict: false }).run(async (db) => {
      await work(db);
      hold(undefined);
      await released;
    }),
  );
  await Promise.race([worked, done]);
  return {
    /** Resolves once so many others wait for a lock. */
    waitedForBy: (howMany: number) =>
      eventually(`${howMany} wait`, async () => {
        const waiting = await service.query(
          `SELECT DISTINCT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
           WHERE datname = current_database() AND NOT granted`,
        );
        return waiting.length === howMany;
      }),
    commit: async (): Promise<void> => {
      release(undefined);
      await done;
    },
  };
}
