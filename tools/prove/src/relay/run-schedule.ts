import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { newId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { sqlState, Transactions } from '@opencircle/persistence';
import type { Ledger } from '../ledger/ledger.js';
import { say } from '../say.js';
import { AGGREGATES, type Schedule, type Transaction } from './schedule.js';

/** How often the outbox holds the event of each request; requests are told apart by the event's reason code. */
export const requestSql = `SELECT data->>'reasonCode' AS key, count(*)::int AS count FROM outbox GROUP BY 1`;

const DEADLOCK = '40P01';

class RolledBack extends Error {}

/** All writers of a schedule at once, about aggregates of its own. The ledger knows before and after each transaction. */
export async function runWriters(app: INestApplication, ledger: Ledger, schedule: Schedule): Promise<void> {
  const aggregates = Array.from({ length: AGGREGATES }, () => newId());
  await Promise.all(
    schedule.writers.map(async (transactions, writer) => {
      for (const [number, transaction] of transactions.entries()) {
        await sleep(transaction.pause);
        const keys = transaction.steps.map((_, step) => `${schedule.seed}.${writer}.${number}.${step}`);
        await Promise.all(keys.map((key) => ledger.intend(key)));
        const answer = (await commits(app, transaction, aggregates, keys)) ? 'accepted' : 'refused';
        await Promise.all(keys.map((key) => ledger.answered(key, answer)));
      }
    }),
  );
}

async function commits(
  app: INestApplication,
  transaction: Transaction,
  aggregates: readonly string[],
  keys: readonly string[],
): Promise<boolean> {
  try {
    await app.get(Transactions).run(async (db) => {
      for (const [step, { aggregate, hold }] of transaction.steps.entries()) {
        await say(app.get(Outbox), db, { subject: aggregates[aggregate] ?? newId(), key: keys[step] ?? '' });
        if (hold > 0) await sleep(hold);
      }
      if (transaction.end === 'rollback') throw new RolledBack();
    });
    return true;
  } catch (error) {
    if (error instanceof RolledBack || sqlState(error) === DEADLOCK) return false;
    throw error;
  }
}
