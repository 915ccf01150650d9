import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { listingRejected } from '@opencircle/contracts';
import type { Producer } from 'kafkajs';
import type { Random } from '../random.js';
import { badClasses, type BadClass } from './bad-events.js';
import { connectedProducer } from './connected-producer.js';
import { goodRecord, type EventRecord } from './event-record.js';
import { FarProducer } from './far-producer.js';

const TICK_MS = 20;
const GOOD_SUBJECTS = 60;
/** A good event in so many is sent twice, as a relay may. */
const TWICE_EACH = 50;
/** Most bytes of bad events in one request; Kafka takes about a megabyte a partition. */
const REQUEST_BYTES = 900_000;

export type Sent = { readonly subject: string; readonly version: number };
export type SentBad = Sent & { readonly id: string; readonly of: BadClass };

/** Sends events as other services would, without any code of ours, and remembers what it sent. */
export class Traffic {
  readonly good: Sent[] = [];
  readonly bad: SentBad[] = [];
  private readonly subjects = Array.from({ length: GOOD_SUBJECTS }, () => ({ subject: randomUUID(), version: 0 }));

  private constructor(
    private readonly producer: Producer,
    /** In another thread, as of another service: what a large bad event costs its own sender is not looked at. */
    private readonly badProducer: FarProducer,
    private readonly topic: string,
    private readonly random: Random,
  ) {}

  static async open(brokers: string, prefix: string, random: Random): Promise<Traffic> {
    const [producer, badProducer] = await Promise.all([connectedProducer(brokers), FarProducer.open(brokers)]);
    return new Traffic(producer, badProducer, prefix + listingRejected.topic, random);
  }

  /** So many a second of both, until `bad` bad ones are sent, or for `seconds` when there are none. */
  async run(rate: { good: number; bad: number }, until: { seconds: number } | { bad: number }): Promise<void> {
    const most = 'bad' in until ? until.bad : 0;
    const isOver = (seconds: number, sentBad: number): boolean =>
      'bad' in until ? sentBad >= most : seconds >= until.seconds;
    let isBadOver = false;
    // Each at its own pace: good events that waited for bad ones to be sent would come in bursts.
    await Promise.all([
      atPace(
        rate.good,
        (count) => this.sendGood(count),
        () => isBadOver,
      ),
      atPace(
        rate.bad,
        (count, sent) => this.sendBad(Math.min(count, most - sent)),
        (seconds, sent) => (isBadOver = isOver(seconds, sent)),
      ),
    ]);
  }

  /** Another copy of every event that its own bytes made bad, this time good. */
  async sendCopies(): Promise<void> {
    const records = this.bad
      .filter(({ of }) => of.mends === 'good-copy')
      .map((sent) => goodRecord({ ...sent, behaviour: 'plain' }));
    for (let at = 0; at < records.length; at += 500)
      await this.badProducer.send(this.topic, records.slice(at, at + 500));
  }

  async close(): Promise<void> {
    await Promise.all([this.producer.disconnect(), this.badProducer.close()]);
  }

  private async sendGood(count: number): Promise<void> {
    const records: EventRecord[] = [];
    for (let i = 0; i < count; i++) {
      const aggregate = this.subjects[this.good.length % GOOD_SUBJECTS];
      if (aggregate === undefined) break;
      const facts = { subject: aggregate.subject, version: ++aggregate.version };
      this.good.push(facts);
      const record = goodRecord({ ...facts, behaviour: 'plain' });
      records.push(record, ...(this.good.length % TWICE_EACH === 0 ? [record] : []));
    }
    if (records.length === 0) return;
    const messages = records.map(({ key, value, headers }) => ({
      key,
      value,
      headers: headers as Record<string, string>,
    }));
    await this.producer.send({ topic: this.topic, acks: -1, messages });
  }

  /** Each has an aggregate of its own and is its first event; a good second one follows. */
  private async sendBad(count: number): Promise<void> {
    let records: EventRecord[] = [];
    let bytes = 0;
    for (let i = 0; i < count; i++) {
      const of = this.nextClass();
      const facts = { subject: randomUUID(), version: 1, behaviour: 'plain' };
      const id = randomUUID();
      const made = of.make(facts);
      const record = { ...made, headers: { ...made.headers, poison: id } };
      this.bad.push({ ...facts, id, of });
      const size = record.value?.length ?? 0;
      if (bytes + size > REQUEST_BYTES) {
        await this.badProducer.send(this.topic, records);
        [records, bytes] = [[], 0];
      }
      bytes += size;
      records.push(record, goodRecord({ ...facts, version: 2 }));
    }
    if (records.length > 0) await this.badProducer.send(this.topic, records);
  }

  /** Each class in turn at first, then by chance; large ones seldom, since it is not about bytes. */
  private nextClass(): BadClass {
    const inTurn = badClasses[this.bad.length];
    if (inTurn !== undefined) return inTurn;
    const picked = this.random.pick(badClasses as [BadClass, ...BadClass[]]);
    return picked.reason.startsWith('too-') && !this.random.chance(0.1) ? this.nextClass() : picked;
  }
}

/** Sends so many a second, those that are due together, until it is over: after so many seconds, with so many sent. */
async function atPace(
  rate: number,
  send: (count: number, sent: number) => Promise<void>,
  isOver: (seconds: number, sent: number) => boolean,
): Promise<void> {
  const began = performance.now();
  let sent = 0;
  for (;;) {
    const seconds = (performance.now() - began) / 1000;
    const due = Math.floor(rate * seconds) - sent;
    if (due > 0) await send(due, sent);
    sent += due;
    if (isOver(seconds, sent)) return;
    await sleep(TICK_MS);
  }
}
