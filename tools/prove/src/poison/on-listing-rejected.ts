import { Controller, Injectable } from '@nestjs/common';
import { listingRejected, type ListingRejected } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';

/** Whether the handler's faults have been mended. */
@Injectable()
export class Repair {
  isDone = false;
}

/* eslint-disable @typescript-eslint/only-throw-error -- what is thrown is what is tested */
const faults: Readonly<Record<string, (db: Db) => unknown>> = {
  TypeError: () => (undefined as unknown as { a: { b: string } }).a.b,
  'unique violation': (db) => db.query(`INSERT INTO picky VALUES (1, 'once')`),
  'check violation': (db) => db.query(`INSERT INTO picky VALUES (2, '')`),
  'NUL in a text': (db) => db.query('INSERT INTO picky VALUES (3, $1)', ['a\0b']),
  'a string thrown': () => {
    throw 'a string';
  },
  'undefined thrown': () => {
    throw undefined;
  },
  'null thrown': () => {
    throw null;
  },
  'a statement too long': async (db) => {
    await db.query(`SET LOCAL statement_timeout = '5ms'`);
    await db.query('SELECT pg_sleep(5)');
  },
  'a failure swallowed': (db) => db.query('SELECT 1/0').catch(() => undefined),
  'an error without a message': () => {
    throw new Error();
  },
};
/* eslint-enable @typescript-eslint/only-throw-error */

/** Writes one effect an event, and when; fails as the event asks for, until it is mended. */
@Controller()
export class OnListingRejected {
  constructor(private readonly repair: Repair) {}

  @OnEvent(listingRejected)
  async run({ reasonCode }: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version, sent_at) VALUES ($1, $2, $3)', [
      event.subject,
      event.aggregateversion,
      event.time,
    ]);
    if (!this.repair.isDone) await faults[reasonCode]?.(db);
  }
}
