import { Controller } from '@nestjs/common';
import {
  listingRejected,
  newId,
  type ListingId,
  type ListingRejected,
  type OrganizationId,
  type RevisionId,
} from '@opencircle/contracts';
import { publisher, testBrokers, type Publisher, type TestDatabase } from '@opencircle/testing';
import type { DataSource } from 'typeorm';
import {
  FindReplay,
  OnEvent,
  StartReplay,
  type CrashPoint,
  type EventContext,
  type ParkedReplay,
} from '../src/index.js';
import { eventually, messagingDatabase, startNode, topicPrefix, type Node } from './node.js';

/** Subjects whose handler fails from that version on, until they are taken out. */
export const brokenFrom = new Map<string, number>();

@Controller()
export class OnListingRejected {
  @OnEvent(listingRejected)
  async run(listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version, note) VALUES ($1, $2, $3)', [
      event.subject,
      event.aggregateversion,
      listing.reasonCode,
    ]);
    const from = brokenFrom.get(event.subject);
    if (from !== undefined && event.aggregateversion >= from)
      throw new TypeError('cannot read properties of undefined');
  }
}

export const by = newId();

/** A service that parks, and another one that sends it what a test wants. */
export type Bench = {
  node: Node;
  prefix: string;
  database: TestDatabase & { source: DataSource };
  publisher: Publisher;
  send(subject: string, ...versions: number[]): Promise<void>;
  /** The sequence's id, once so many of the subject's events are parked. */
  parked(subject: string, events: number): Promise<string>;
  rows(
    subject: string,
  ): Promise<{ id: string; version: number; reason: string; attempts: number; error: string | null }[]>;
  effects(subject: string): Promise<number[]>;
  /** Waits until these and no other versions had their effect, in this order. */
  reached(subject: string, versions: number[]): Promise<void>;
  replay(sequenceId: string, acceptGap?: string): Promise<ParkedReplay>;
  ended(replayId: string): Promise<ParkedReplay>;
  /** Starts the service's process again after `node.app.close()`. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export async function bench(onPoint?: (point: CrashPoint) => void): Promise<Bench> {
  const [database, prefix] = [await messagingDatabase(), await topicPrefix()];
  const options = { service: 'receiver', url: database.serviceUrl, brokers: testBrokers(), prefix };
  const start = () => startNode({ ...options, ...(onPoint && { onPoint }) }, [OnListingRejected]);
  let node = await start();
  const sender = await publisher(prefix);
  const rows: Bench['rows'] = async (subject) =>
    (
      await node.query<{ id: string; version: string; reason: string; attempts: number; error: string | null }>(
        `SELECT id, aggregate_version AS version, reason, attempts, error_class AS error FROM parked_event
         WHERE subject = $1 ORDER BY aggregate_version, id`,
        [subject],
      )
    ).map((row) => ({ ...row, version: Number(row.version) }));
  const effects: Bench['effects'] = async (subject) => {
    const sql = 'SELECT version FROM effect WHERE subject = $1 ORDER BY n';
    return (await node.query<{ version: string }>(sql, [subject])).map(({ version }) => Number(version));
  };
  return {
    get node() {
      return node;
    },
    async restart() {
      node = await start();
    },
    prefix,
    database,
    publisher: sender,
    rows,
    async send(subject, ...versions) {
      for (const version of versions) await sender.publish(listingRejected, subject, version, rejection(subject));
    },
    async parked(subject, events) {
      await eventually(async () => (await rows(subject)).length === events);
      const [row] = await node.query<{ id: string }>('SELECT sequence_id AS id FROM parked_event WHERE subject = $1', [
        subject,
      ]);
      return row?.id ?? '';
    },
    effects,
    async reached(subject, versions) {
      await eventually(async () => (await effects(subject)).length >= versions.length);
      expect(await effects(subject)).toEqual(versions);
    },
    replay: (sequenceId, acceptGap) =>
      node.app.get(StartReplay).run({ what: { sequenceId }, acceptGap, actor: by, key: undefined }),
    ended: (replayId) =>
      eventually(async () => {
        const replay = await node.app.get(FindReplay).run(replayId);
        return replay.state !== 'running' && replay;
      }),
    async close() {
      await sender.close();
      await node.app.close();
      await database.source.destroy();
    },
  };
}

function rejection(subject: string): ListingRejected {
  return {
    listingId: subject as ListingId,
    organizationId: newId<OrganizationId>(),
    revisionId: newId<RevisionId>(),
    reasonCode: 'spam',
    decidedAt: new Date().toISOString(),
  };
}
