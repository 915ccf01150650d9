import pg from 'pg';
import type { RefusalReason } from '../broker/broker.js';
import type { OutboxRow } from './outbox-row.js';

/** First key of the advisory locks, the second is the slot. Any constant does, the same for every replica and release. */
const RELAY_LOCK = 727_002;
/** Aggregates are spread over so many slots for ever; a shard is a share of the slots. */
const SLOTS = 16;
const BATCH = 500;

/**
 * A backlog must be read from its old end, 500 rows at a time. PostgreSQL's figures of a table that fills and empties are
 * never right, and by wrong ones it reads and sorts the whole backlog for each batch: fifty thousand rows took 18 s.
 */
const READ_IN_ORDER = 'SET enable_sort = off; SET enable_bitmapscan = off; SET enable_seqscan = off';

/** The locks of a host that vanished go with its connection, which PostgreSQL then gives up within half a minute. */
const NOTICE_ABSENCE = `SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = 20000`;

/**
 * One shard's view of the outbox, on a connection of its own. Its slots' advisory locks live as long as the connection:
 * whoever owns them is the only one to send these aggregates, however many shards another replica thinks there are.
 */
export class OutboxReader {
  private owner = false;

  private constructor(
    private readonly connection: pg.Client,
    private readonly slots: readonly number[],
  ) {}

  static async open(options: { url: string; name: string; shard: number; shards: number }): Promise<OutboxReader> {
    const connection = new pg.Client({
      connectionString: options.url,
      application_name: options.name,
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
      keepAlive: true,
    });
    connection.on('error', () => undefined);
    await connection.connect();
    await connection.query(READ_IN_ORDER);
    await connection.query(NOTICE_ABSENCE);
    const slots = Array.from({ length: SLOTS }, (_, slot) => slot).filter(
      (slot) => slot % options.shards === options.shard,
    );
    return new OutboxReader(connection, slots);
  }

  /** Whether this shard is ours, now or from before; all of its slots or none. */
  async own(): Promise<boolean> {
    if (this.owner) return true;
    const { rows } = await this.connection.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock($1, slot) AS held FROM unnest($2::int[]) AS slot',
      [RELAY_LOCK, this.slots],
    );
    this.owner = rows.every(({ held }) => held);
    if (!this.owner) await this.connection.query('SELECT pg_advisory_unlock_all()');
    return this.owner;
  }

  /**
   * Marks what was sent and reads the oldest rows that wait, in id order, in one trip. `sent` and `sending` are left out:
   * the marks are not visible yet. There is no "after the last id": a late commit may have a lower one.
   */
  async next(sent: readonly OutboxRow[], sending: readonly OutboxRow[] = []): Promise<OutboxRow[]> {
    const { rows } = await this.connection.query<OutboxRow>({
      name: 'relay-next',
      text: `WITH marked AS (UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[]))
             SELECT id, event_id, source, type, topic, subject, aggregate_version, occurred_at, causation_id,
                    traceparent, data::text AS data
             FROM outbox o
             WHERE published_at IS NULL AND set_aside_at IS NULL AND slot = ANY($3::smallint[])
               AND NOT (id = ANY($2::bigint[]))
               AND NOT EXISTS (SELECT 1 FROM outbox a WHERE a.topic = o.topic AND a.subject = o.subject AND a.id < o.id
                                 AND a.set_aside_at IS NOT NULL AND a.published_at IS NULL)
             ORDER BY id LIMIT ${BATCH}`,
      values: [idsOf(sent), idsOf([...sent, ...sending]), this.slots],
    });
    return rows;
  }

  async mark(sent: readonly OutboxRow[]): Promise<void> {
    if (sent.length === 0) return;
    await this.connection.query({
      name: 'relay-mark',
      text: 'UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])',
      values: [idsOf(sent)],
    });
  }

  /** Kafka does not take this row; it and all later rows of the aggregate wait. */
  async setAside(row: OutboxRow, reason: RefusalReason): Promise<void> {
    await this.connection.query('UPDATE outbox SET set_aside_at = now(), set_aside_reason = $2 WHERE id = $1', [
      row.id,
      reason,
    ]);
  }

  /** Lets rows that were set aside so many seconds ago be tried again: limits are raised, topics are made. */
  async reconsider(seconds: number): Promise<number> {
    const { rowCount } = await this.connection.query(
      `UPDATE outbox SET set_aside_at = NULL
       WHERE set_aside_at < now() - make_interval(secs => $1) AND published_at IS NULL AND slot = ANY($2::smallint[])`,
      [seconds, this.slots],
    );
    return rowCount ?? 0;
  }

  /** Gives up the connection, and with it the locks. */
  async close(): Promise<void> {
    await this.connection.end();
  }
}

function idsOf(rows: readonly OutboxRow[]): string[] {
  return rows.map(({ id }) => id);
}
