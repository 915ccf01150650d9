import { jobKind, type JobKind } from '@opencircle/messaging';
import { z } from 'zod';

const schema = z.object({ asked: z.int() });
export type TickPayload = z.infer<typeof schema>;

/** The jobs of the proof, done one by one or together. `asked` numbers what was asked under one key: moving is asking again. */
export const ticks = { one: jobKind('tick-one', schema), many: jobKind('tick-many', schema) };

/** A key's kind never changes. */
export function tickOf(key: string): JobKind<TickPayload> {
  return /[02468]$/.test(key) ? ticks.one : ticks.many;
}

/** Where workers write what they did, and when by the database's clock. */
export const tickSql = `
  CREATE TABLE tick_done (
    key text NOT NULL,
    asked int NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`;
