import { newId } from '@opencircle/contracts';
import pg from 'pg';

/** As many connections as the consumer works on partitions at once. */
const CONNECTIONS = 6;

/**
 * What any consumer must at least write: an inbox row and an effect an event, `batch` events a transaction; prepared
 * statements, nothing else. In a batch the inbox rows are one statement. Answers events per second.
 */
export async function rawSql(url: string, events: number, batch: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const subject = newId();
  let left = events;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (left > 0) {
        const take = Math.min(batch, left);
        left -= take;
        await client.query('BEGIN');
        await client.query({
          name: 'inbox',
          text: `INSERT INTO inbox (consumer, source, event_id) SELECT 'raw', '/raw', id FROM unnest($1::uuid[]) AS id`,
          values: [Array.from({ length: take }, () => newId())],
        });
        for (let i = 0; i < take; i++) {
          await client.query({
            name: 'effect',
            text: 'INSERT INTO effect (subject, version, note) VALUES ($1, $2, $3)',
            values: [subject, i, 'personal-data'],
          });
        }
        await client.query('COMMIT');
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return events / seconds;
}
