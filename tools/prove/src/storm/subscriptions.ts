import { Kafka, logLevel } from 'kafkajs';
import { services } from './storm-backing.js';

/** What each service reads, by DESIGN's table of events. One that stops reading a topic must not go unnoticed. */
const declared = {
  listings: ['opencircle.membership.organization'],
  matching: ['opencircle.listings.listing', 'opencircle.membership.organization'],
  membership: ['opencircle.listings.listing'],
  notifications: ['opencircle.listings.listing', 'opencircle.membership.membership'],
} as const;

/** The declared topics, and what else a service's group has offsets for: a new consumer is judged without being named. */
export async function subscriptions(brokers: string): Promise<Record<(typeof services)[number], readonly string[]>> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const found: Record<string, readonly string[]> = {};
    for (const name of services) {
      const offsets = await admin.fetchOffsets({ groupId: `opencircle.${name}` });
      found[name] = [...new Set([...declared[name], ...offsets.map(({ topic }) => topic)])];
    }
    return found;
  } finally {
    await admin.disconnect();
  }
}
