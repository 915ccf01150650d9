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
