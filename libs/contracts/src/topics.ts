/** One topic per aggregate type; of audit checkpoints the aggregate is a service's chain. `partitions` is fixed for the life of a topic: keys must not move. */
export const topics = {
  'opencircle.listings.listing': { partitions: 6 },
  'opencircle.listings.case': { partitions: 6 },
  'opencircle.membership.organization': { partitions: 3 },
  'opencircle.membership.membership': { partitions: 6 },
  'opencircle.membership.person': { partitions: 3 },
  'opencircle.audit.checkpoint': { partitions: 1 },
} as const;

export type Topic = keyof typeof topics;

/** The topics that a service writes: the second word of a name is the only writer, and `audit` is every service. */
export function topicsWrittenBy(service: string): Topic[] {
  return (Object.keys(topics) as Topic[]).filter((topic) => ['audit', service].includes(topic.split('.')[1] ?? ''));
}

/** The group that a service reads as; `prefix` stands before its topics, too. */
export function consumerGroup(service: string, prefix = ''): string {
  return `${prefix}opencircle.${service}`;
}
