import { consumerGroup } from '@opencircle/contracts';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import { withAdmin } from './create-topics.js';

/** The service still reads: moving its offsets now would be undone, or torn. */
export class ServiceStillReads extends Error {
  constructor(service: string, members: number) {
    super(
      `${service} still reads (${members} members of its group).\n  fix: stop all its processes; one that was killed counts for another 12 s`,
    );
    this.name = 'ServiceStillReads';
  }
}

/**
 * Has a service read a topic from its first event on at its next start. It takes what its inbox knows for duplicates, so the
 * inbox must forget too: docs/events.md. Throws ServiceStillReads.
 * @returns for each partition how many events will be read again
 */
export async function readAgain(
  kafka: string | KafkaConnection,
  { service, topic, prefix = '' }: { service: string; topic: string; prefix?: string },
): Promise<{ partition: number; events: bigint }[]> {
  const groupId = consumerGroup(service, prefix);
  return withAdmin(kafka, async (admin) => {
    const { groups } = await admin.describeGroups([groupId]);
    const members = groups[0]?.members.length ?? 0;
    if (members > 0) throw new ServiceStillReads(service, members);
    const ends = await admin.fetchTopicOffsets(prefix + topic);
    const [read] = await admin.fetchOffsets({ groupId, topics: [prefix + topic] });
    const first = ends.map(({ partition, low }) => ({ partition, offset: low }));
    await admin.setOffsets({ groupId, topic: prefix + topic, partitions: first });
    return first.map(({ partition, offset }) => {
      const reached = BigInt(read?.partitions.find((each) => each.partition === partition)?.offset ?? -1);
      return { partition, events: reached < 0n ? 0n : reached - BigInt(offset) };
    });
  });
}
