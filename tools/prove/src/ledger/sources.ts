import pg from 'pg';
import type { Consumer, Count, EffectFact, OutboxFact, Tally } from './facts.js';

/** A question to one database. */
export type Query = { readonly url: string; readonly sql: string };

/** Where the facts stand in the end. Each query answers the columns that it is described with. */
export type Sources = {
  /** Only requests whose names start so. */
  readonly prefix?: string;
  /** `key`, `count` of each request's effects. */
  readonly requests: readonly Query[];
  /** One query a database: `id`, `topic`, `subject`, `version`, `position` of each committed event. */
  readonly outboxes: readonly Query[];
  /** `event`, `position` of each effect. */
  readonly consumers: readonly (Consumer & { readonly effects: Query })[];
  /** `key`, `count` both. */
  readonly tallies: readonly { readonly name: string; readonly expected: Query; readonly actual: Query }[];
};

/** A whole outbox; a WHERE may follow. */
export const outboxSql = `SELECT event_id AS id, topic, subject, aggregate_version::float AS version, id::float AS position
                   FROM outbox`;

/** The inbox as effects, for consumers that keep no better evidence. */
export const inboxSql = `SELECT event_id AS event, extract(epoch FROM received_at)::float AS position FROM inbox`;

type Read = {
  readonly requests: Count[];
  readonly outboxes: OutboxFact[][];
  readonly effects: EffectFact[];
  readonly tallies: Tally[];
};

export async function readSources(sources: Sources): Promise<Read> {
  const read: Read = { requests: [], outboxes: [], effects: [], tallies: [] };
  for (const query of sources.requests) read.requests.push(...(await rowsOf<Count>(query)));
  for (const query of sources.outboxes) read.outboxes.push(await rowsOf<OutboxFact>(query));
  for (const { name, effects } of sources.consumers) {
    const rows = await rowsOf<Omit<EffectFact, 'consumer'>>(effects);
    for (const row of rows) read.effects.push({ ...row, consumer: name });
  }
  for (const { name, expected, actual } of sources.tallies) {
    read.tallies.push({ name, expected: await rowsOf<Count>(expected), actual: await rowsOf<Count>(actual) });
  }
  return read;
}

async function rowsOf<Row extends object>({ url, sql }: Query): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'ledger' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
