import { randomUUID } from 'node:crypto';
import { listingRejected } from '@opencircle/contracts';

/** A record as kafkajs takes it; a header that stands twice has an array. */
export type EventRecord = {
  readonly key: string | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer | (string | Buffer)[]>>;
};

/** `behaviour` is what the handler under test shall do; `plain` is to write the effect. */
export type EventFacts = { readonly subject: string; readonly version: number; readonly behaviour: string };

export function dataOf({ subject, behaviour }: EventFacts): Record<string, unknown> {
  return {
    listingId: subject,
    organizationId: randomUUID(),
    revisionId: randomUUID(),
    reasonCode: behaviour,
    decidedAt: new Date().toISOString(),
  };
}

/** A good `listing.rejected`, written from the specification and not by our own code. */
export function goodRecord(facts: EventFacts): EventRecord {
  return {
    key: facts.subject,
    value: JSON.stringify(dataOf(facts)),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_source: '/opencircle/poisoner',
      ce_type: listingRejected.type,
      ce_subject: facts.subject,
      ce_time: new Date().toISOString(),
      ce_aggregateversion: String(facts.version),
    },
  };
}
