import { setTimeout as sleep } from 'node:timers/promises';
import { listingRejected } from '@opencircle/contracts';
import type { ConsumerMode } from '@opencircle/messaging';
import { cpuBetween, cpuTime } from '../cpu-time.js';
import { figure, type Figure } from '../figure.js';
import { bareThroughput } from '../messaging/bare-throughput.js';
import { prepareGround, withClient, type Ground } from '../messaging/ground.js';
import { Node } from '../messaging/node.js';
import { rawSql } from '../messaging/raw-sql.js';

const AGGREGATES = 1_000;
/** The relay's batch, and the bare producer's. */
const SEND = 500;
/** The consumer's batch, and the raw SQL's. */
const SETTLE = 200;
const GOAL_BATCH_PER_SECOND = 6_000;
const GOAL_RELAY = 0.5;
const GOAL_OF_RAW = 0.7;

/**
 * Drains an outbox to effects in another service: first the relay alone, then the consumer alone from what is in Kafka,
 * in both modes. Peers in the same run on the same machine: kafkajs alone, and SQL that writes inbox and effects alone.
 */
export async function eventThroughput({ quick }: { quick: boolean }): Promise<Figure[]> {
  const events = quick ? 10_000 : 100_000;
  const ground = await prepareGround();
  try {
    const value = JSON.stringify(listingRejected.sample);
    const bare = await bareThroughput(ground.brokers, await ground.topics(), events, SEND, value);
    const prefix = await ground.topics();
    const relay = await drainOutbox(ground, prefix, events);
    const rows = [
      rate('relay: outbox → Kafka', relay.perSecond, 'kafkajs produce', bare.produced, GOAL_RELAY),
      cpu('relay', relay.cpuMs),
    ];
    for (const mode of ['batch', 'single'] as const) {
      const share = mode === 'batch' ? events : events / 5;
      const raw = await rawSql((await ground.database()).url, share, mode === 'batch' ? SETTLE : 1);
      const consumed = await consume(ground, prefix, mode, share);
      rows.push(rate(`consumer, ${mode}: Kafka → effects`, consumed.perSecond, 'raw SQL', raw, GOAL_OF_RAW));
      rows.push(cpu(`consumer, ${mode}`, consumed.cpuMs));
      if (mode === 'batch') {
        rows.push(rate('consumer, batch, on its own', consumed.perSecond, 'kafkajs consume', bare.consumed));
        rows.push(
          figure('event-throughput', {
            case: 'consumer, batch, in all',
            figure: consumed.perSecond,
            unit: 'per s',
            goal: GOAL_BATCH_PER_SECOND,
          }),
        );
      }
    }
    return rows;
  } finally {
    await ground.stop();
  }
}

type Measured = { perSecond: number; cpuMs: number };

/** CPU milliseconds per 1,000 events are the node's, PostgreSQL's and Kafka's together. */
async function drainOutbox(ground: Ground, prefix: string, events: number): Promise<Measured> {
  const { url } = await ground.database();
  await withClient(url, async (client) => {
    await client.query(
      `INSERT INTO outbox (event_id, source, type, topic, subject, aggregate_version, data)
       SELECT gen_random_uuid(), '/opencircle/sender', $1, $2, md5((n % ${AGGREGATES})::text)::uuid::text,
              n / ${AGGREGATES} + 1, $3
       FROM generate_series(0, $4::int - 1) AS n`,
      [listingRejected.type, listingRejected.topic, JSON.stringify(listingRejected.sample), events],
    );
    await client.query('VACUUM ANALYZE outbox').catch(() => client.query('ANALYZE outbox'));
  });
  const before = cpuTime(ground.pids);
  const sender = await Node.start({ role: 'sender', url, brokers: ground.brokers, prefix, mode: 'batch' });
  const began = performance.now();
  await withClient(url, async (client) => {
    const waiting = 'SELECT 1 FROM outbox WHERE published_at IS NULL ORDER BY id DESC LIMIT 1';
    while ((await client.query(waiting)).rowCount !== 0) await sleep(10);
  });
  const seconds = (performance.now() - began) / 1000;
  const cpuMs = sum(cpuBetween(before, cpuTime(ground.pids))) + sum(cpuTime({ sender: sender.pid }));
  await sender.stop();
  return { perSecond: events / seconds, cpuMs: (cpuMs / events) * 1000 };
}

async function consume(ground: Ground, prefix: string, mode: ConsumerMode, events: number): Promise<Measured> {
  const { url } = await ground.database();
  const before = cpuTime(ground.pids);
  const receiver = await Node.start({ role: 'receiver', url, brokers: ground.brokers, prefix: prefix, mode });
  const began = await receiver.hear((said) => ('effects' in said ? said : undefined));
  const ended = await receiver.hear((said) => ('effects' in said && said.effects >= events ? said : undefined));
  const cpuMs = sum(cpuBetween(before, cpuTime(ground.pids))) + sum(cpuTime({ receiver: receiver.pid }));
  await receiver.stop();
  const seconds = (ended.at - began.at) / 1000;
  return { perSecond: (ended.effects - began.effects) / seconds, cpuMs: (cpuMs / events) * 1000 };
}

function sum(cpu: Readonly<Record<string, number>>): number {
  return Object.values(cpu).reduce((total, ms) => total + ms, 0);
}

function rate(name: string, perSecond: number, peer: string, peerPerSecond: number, share?: number): Figure {
  return figure('event-throughput', {
    case: name,
    figure: perSecond,
    unit: 'per s',
    peer: { name: peer, figure: peerPerSecond },
    ...(share === undefined ? {} : { goal: Math.round(share * peerPerSecond) }),
  });
}

function cpu(name: string, ms: number): Figure {
  return figure('event-throughput', { case: `${name}: CPU per 1,000 events`, figure: ms, unit: 'ms' });
}
