import { setTimeout as sleep } from 'node:timers/promises';
import { Consumer, findErrorBy, ListOffsetTimestamps } from '@platformatic/kafka';
import type { Delivery, IncomingRecord, Receiver, ReceiverPlan } from '../broker.js';
import { Offsets } from '../offsets.js';
import type { ClientSettings } from './client-settings.js';
import { keepListening } from './keep-listening.js';
import { recordsOf } from './records-of.js';

const FETCH_WAIT_MS = 100;
const AGAIN_MS = 250;

/** A partition of ours; `next` is the first offset that is not done. */
type Place = { readonly topic: string; readonly partition: number; next: bigint; isInWork: boolean; isPaused: boolean };

/** One member of a consumer group, which fetches by itself so that a partition can pause while others flow. */
export class PlatformaticReceiver implements Receiver {
  private readonly offsets: Offsets;
  private readonly inWork = new Set<Promise<void>>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private places: Place[] = [];
  /** Counts the times that this member joined; what was delivered before may be somebody else's since. */
  private generation = 0;
  private isRejoining = false;
  private hasLost = false;
  private closing = false;
  private isDead = false;
  private loop: Promise<void> = Promise.resolve();

  private constructor(
    private readonly consumer: Consumer,
    private readonly plan: ReceiverPlan,
  ) {
    this.offsets = new Offsets((offsets) =>
      consumer.commit({
        offsets: offsets.map(({ topic, partition, offset }) => ({
          topic,
          partition,
          offset: BigInt(offset),
          leaderEpoch: -1,
        })),
      }),
    );
  }

  static async open(settings: ClientSettings, plan: ReceiverPlan): Promise<PlatformaticReceiver> {
    const consumer = keepListening(
      new Consumer({
        ...settings,
        groupId: plan.groupId,
        autocreateTopics: false,
        autocommit: false,
        sessionTimeout: 30_000,
        rebalanceTimeout: 30_000,
        heartbeatInterval: 3_000,
        retries: 2,
      }),
    );
    const receiver = new PlatformaticReceiver(consumer, plan);
    try {
      await receiver.join();
    } catch (error) {
      await consumer.close(true).catch(() => undefined);
      throw error;
    }
    return receiver;
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const pause of this.pauses) clearTimeout(pause);
    await Promise.all(this.inWork);
    await this.loop;
    await this.offsets.close();
    await this.consumer.close().catch(() => this.consumer.close(true).catch(() => undefined));
  }

  private async join(): Promise<void> {
    const { consumer, plan } = this;
    consumer.topics.trackAll(...plan.topics);
    consumer.on('consumer:group:join', () => {
      this.generation++;
      this.hasLost = false;
      this.offsets.forget();
      this.places = [];
      plan.onSign('joined');
    });
    consumer.on('consumer:group:rebalance', () => {
      this.hasLost = true;
      this.offsets.flush();
    });
    consumer.on('consumer:heartbeat:end', () => plan.onSign('alive'));
    // The client does not join again by itself when its first try to failed.
    (consumer as unknown as { on(event: 'error', listener: (error: Error) => void): void }).on(
      'error',
      () => void this.rejoin(),
    );
    await consumer.joinGroup({});
    this.loop = this.work();
  }

  private async rejoin(): Promise<void> {
    if (this.isRejoining || this.closing) return;
    this.isRejoining = true;
    this.plan.onSign('left');
    let hasJoined = false;
    while (!hasJoined && !this.isOver()) {
      hasJoined = await this.consumer.joinGroup({}).then(
        () => true,
        () => sleep(AGAIN_MS, false),
      );
    }
    this.isRejoining = false;
  }

  private isOver(): boolean {
    return this.closing || this.isDead;
  }

  private async work(): Promise<void> {
    while (!this.isOver()) {
      try {
        await this.fetchOnce();
      } catch (error) {
        // Looked up again, it is the first offset that there is.
        if (findErrorBy(error as Error, 'apiId', 'OFFSET_OUT_OF_RANGE') !== null) this.places = [];
        await sleep(AGAIN_MS);
      }
    }
  }

  private async fetchOnce(): Promise<void> {
    const { generation } = this;
    if (this.places.length === 0) await this.findPlaces();
    const free = this.places.filter(({ isInWork, isPaused }) => !isInWork && !isPaused);
    if (free.length === 0 || this.hasLost || this.inWork.size >= this.plan.concurrency) {
      await Promise.race([sleep(20), ...this.inWork]);
      return;
    }
    const metadata = await this.consumer.metadata({ topics: [...this.plan.topics] });
    const byNode = Map.groupBy(
      free,
      ({ topic, partition }) => metadata.topics.get(topic)?.partitions[partition]?.leader ?? -1,
    );
    const topicOf = new Map([...metadata.topics].map(([topic, { id }]) => [id, topic]));
    await Promise.all(
      [...byNode].map(async ([node, places]) => {
        const byTopic = Map.groupBy(places, ({ topic }) => metadata.topics.get(topic)?.id ?? '');
        const { responses } = await this.consumer.fetch({
          node,
          maxWaitTime: FETCH_WAIT_MS,
          minBytes: 1,
          maxBytes: 10_485_760,
          topics: [...byTopic].map(([topicId, of]) => ({
            topicId,
            partitions: of.map(({ partition, next }) => ({
              partition,
              currentLeaderEpoch: -1,
              fetchOffset: next,
              lastFetchedEpoch: -1,
              partitionMaxBytes: 1_048_576,
            })),
          })),
        });
        this.plan.onSign('alive');
        if (generation !== this.generation) return;
        for (const { topicId, partitions } of responses) {
          for (const { partitionIndex, records } of partitions) {
            const place = places.find((one) => one.topic === topicOf.get(topicId) && one.partition === partitionIndex);
            if (place === undefined || place.isInWork || this.inWork.size >= this.plan.concurrency) continue;
            const came = recordsOf(records ?? [], place.next);
            if (came.length > 0) this.take(place, came);
          }
        }
      }),
    );
  }

  /** Where this member goes on. What it had in work before it joined ends first: a partition is worked on once at a time. */
  private async findPlaces(): Promise<void> {
    await Promise.all(this.inWork);
    const { generation, consumer } = this;
    const assigned = (consumer.assignments ?? []).filter(({ partitions }) => partitions.length > 0);
    if (assigned.length === 0) return sleep(FETCH_WAIT_MS);
    const committed = await consumer.listCommittedOffsets({ topics: assigned });
    const starts = await consumer.listOffsets({
      topics: assigned.map(({ topic }) => topic),
      timestamp: ListOffsetTimestamps.EARLIEST,
    });
    if (generation !== this.generation) return;
    this.places = assigned.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => {
        const at = committed.get(topic)?.[partition] ?? -1n;
        const start = starts.get(topic)?.[partition] ?? 0n;
        return { topic, partition, next: at > start ? at : start, isInWork: false, isPaused: false };
      }),
    );
  }

  private take(place: Place, records: IncomingRecord[]): void {
    place.isInWork = true;
    const work: Promise<void> = this.plan
      .receive(this.deliveryOf(place, records))
      .catch((error: unknown) => {
        if (this.isDead) return;
        this.isDead = true;
        this.plan.onFatal(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        this.inWork.delete(work);
        place.isInWork = false;
      });
    this.inWork.add(work);
  }

  private deliveryOf(place: Place, records: IncomingRecord[]): Delivery {
    const { generation } = this;
    const { topic, partition } = place;
    const isOurs = (): boolean => generation === this.generation;
    return {
      topic,
      partition,
      records,
      done: (offset) => {
        if (!isOurs()) return;
        place.next = BigInt(offset) + 1n;
        this.offsets.moved(topic, partition, place.next);
      },
      heartbeat: () =>
        this.hasLost || !isOurs() ? Promise.reject(new Error('the group is rebalancing')) : Promise.resolve(),
      isStale: () => this.isOver() || this.hasLost || !isOurs(),
      pauseFor: (milliseconds) => {
        if (this.closing) return;
        place.isPaused = true;
        const pause = setTimeout(() => {
          this.pauses.delete(pause);
          place.isPaused = false;
        }, milliseconds);
        this.pauses.add(pause);
      },
    };
  }
}
