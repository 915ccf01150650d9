/** One topic per aggregate type. `partitions` is fixed for the life of a topic: keys must not move. */
export const topics = {
  'opencircle.listings.listing': { partitions: 6 },
  'opencircle.listings.case': { partitions: 6 },
  'opencircle.membership.organization': { partitions: 3 },
  'opencircle.membership.membership': { partitions: 6 },
  'opencircle.membership.person': { partitions: 3 },
} as const;

export type Topic = keyof typeof topics;
