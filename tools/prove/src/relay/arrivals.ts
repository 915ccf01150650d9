import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, OutgoingEvent, Sender } from '@opencircle/messaging';
import pg from 'pg';
import type { Random } from '../random.js';

export const arrivalTable = 'CREATE TABLE arrival (n bigint GENERATED ALWAYS AS IDENTITY, event_id uuid NOT NULL)';

/** The first arrival of each event; the relay may send one twice. */
export const arrivalSql = 'SELECT event_id AS event, min(n)::float AS position FROM arrival GROUP BY event_id';

/** Where Kafka would be: writes down what arrives, in order, whoever sends it. */
export class Arrivals {
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly connection: pg.Client) {}

  static async open(url: string): Promise<Arrivals> {
    const connection = new pg.Client({ connectionString: url, application_name: 'arrivals' });
    await connection.connect();
    return new Arrivals(connection);
  }

  /** Calls take effect one after the other. */
  async add(eventIds: readonly string[]): Promise<void> {
    const written = this.last.then(() =>
      this.connection.query(
        'INSERT INTO arrival (event_id) SELECT id FROM unnest($1::uuid[]) WITH ORDINALITY AS e (id, at) ORDER BY at',
        [eventIds],
      ),
    );
    this.last = written.catch(() => undefined);
    await written;
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}

/** Takes events as Kafka would, some milliseconds later; now and then it fails, having taken all, some or none. */
export class RecordingBroker implements Broker {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly random: Random,
  ) {}

  openSender(): Promise<Sender> {
    let failed = false;
    return Promise.resolve({
      send: async (events) => {
        if (failed) throw new Error('a sender that has failed was used again');
        await sleep(this.random.between(0, 4));
        const taken = this.random.chance(0.03) ? this.random.between(0, events.length) : undefined;
        await this.arrivals.add(events.slice(0, taken).map(idOf));
        if (taken === undefined) return;
        failed = true;
        throw new Error('the send failed as the schedule wants it');
      },
      close: () => Promise.resolve(),
    });
  }

  openReceiver(): Promise<never> {
    return Promise.reject(new Error('nothing is received here'));
  }

  topics(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }

  lag(): Promise<[]> {
    return Promise.resolve([]);
  }
}

function idOf({ headers }: OutgoingEvent): string {
  return headers['ce_id'] ?? '';
}
