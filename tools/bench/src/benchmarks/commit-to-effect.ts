import { listingRejected, newId } from '@opencircle/contracts';
import { bareKafka, type BareKafka } from '../bare-kafka.js';
import { cpuBetween, cpuTime } from '../cpu-time.js';
import { figure, type Figure } from '../figure.js';
import { prepareGround } from '../messaging/ground.js';
import { Node } from '../messaging/node.js';
import { paced, quantile } from '../statistics.js';

const ROUNDS = 3;
const AGGREGATES = 500;
/** Events a second, and the goal for the slowest hundredth in milliseconds; the median's is four times bare kafkajs. */
const rates = [
  { perSecond: 200, goalP99: 50 },
  { perSecond: 2_000, goalP99: 150 },
] as const;
const GOAL_TIMES_BARE = 4;

/**
 * A service commits events, one a transaction, at a steady rate; another one's handler writes a row for each. Both are
 * processes of their own. In turns with it, kafkajs alone carries messages of the same size at the same rate.
 */
export async function commitToEffect({ quick }: { quick: boolean }): Promise<Figure[]> {
  const ground = await prepareGround();
  const prefix = await ground.topics();
  const start = async (role: 'sender' | 'receiver') =>
    Node.start({ role, url: (await ground.database()).url, brokers: ground.brokers, prefix, mode: 'batch' });
  const [sender, receiver] = [await start('sender'), await start('receiver')];
  const bare = await bareKafka(ground.brokers);
  try {
    // Both sides' code is hot before anything counts, and the group has settled.
    await measure(sender, receiver, bare, 200, 400);
    const figures: Figure[] = [];
    for (const { perSecond, goalP99 } of rates) {
      const [ours, theirs]: number[][] = [[], []];
      const pids = { ...ground.pids, sender: sender.pid, receiver: receiver.pid };
      let cpuMs = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const before = cpuTime(pids);
        const taken = await measure(sender, receiver, bare, perSecond, perSecond * (quick ? 1 : 5));
        cpuMs += Object.values(cpuBetween(before, cpuTime(pids))).reduce((sum, ms) => sum + ms, 0);
        ours?.push(...taken.ours);
        theirs?.push(...taken.theirs);
      }
      figures.push(...figuresOf(perSecond, ours ?? [], theirs ?? [], goalP99));
      figures.push(
        figure('event-latency', {
          case: `both and bare at ${perSecond}/s: CPU per 1,000 events`,
          figure: (cpuMs / (ours?.length ?? 1)) * 1000,
          unit: 'ms',
        }),
      );
    }
    return figures;
  } finally {
    await Promise.allSettled([bare.close(), sender.stop(), receiver.stop()]);
    await ground.stop();
  }
}

async function measure(sender: Node, receiver: Node, bare: BareKafka, perSecond: number, events: number) {
  const value = Buffer.from(JSON.stringify(listingRejected.sample));
  const theirs = await paced(events, perSecond, () => bare.roundTrip(value));
  const subjects = Array.from({ length: AGGREGATES }, () => newId());
  sender.tell({ write: Array.from({ length: events }, (_, i) => subjects[i % AGGREGATES] ?? ''), perSecond });
  const written = await sender.hear((said) => ('times' in said ? said.times : undefined));
  const settled = new Map<string, number>();
  while (settled.size < events) {
    receiver.tell({ tell: true });
    for (const [id, at] of await receiver.hear((said) => ('times' in said ? said.times : undefined)))
      settled.set(id, at);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { ours: written.map(([id, at]) => (settled.get(id) ?? Number.NaN) - at), theirs };
}

function figuresOf(perSecond: number, ours: readonly number[], theirs: readonly number[], goalP99: number): Figure[] {
  const row = (share: number, goal: number) =>
    figure('event-latency', {
      case: `commit → effect, p${share * 100} at ${perSecond}/s`,
      figure: quantile(ours, share),
      unit: 'ms',
      peer: { name: 'bare kafkajs', figure: quantile(theirs, share) },
      goal,
    });
  return [row(0.5, Number((GOAL_TIMES_BARE * quantile(theirs, 0.5)).toPrecision(3))), row(0.99, goalP99)];
}
