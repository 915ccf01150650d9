import { Inject, Injectable } from '@nestjs/common';
import { RowNotFound, Transactions } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit, type PastAction } from './audit.js';
import { selectSequences, sequenceOf, type ParkedSequence, type SequenceRow } from './list-sequences.js';
import { outlineContent, type ContentOutline } from './outline-content.js';
import { outlineHeaders, type HeaderOutline } from './outline-headers.js';
import type { ParkingReason } from './park.js';
import { eventsOf, type ParkedRow } from './parked-row.js';

/** One parked event. `id` is the service's own number for it; `type` is null when no contract declares it. */
export type ParkedEvent = HeaderOutline & {
  id: string;
  type: string | null;
  version: number | null;
  reason: ParkingReason;
  errorClass: string | null;
  attempts: number;
  partition: number;
  offset: string;
  firstSeenAt: string;
  lastSeenAt: string;
  content: ContentOutline;
};

/** `items` are the first events of the sequence, `events` is how many there are. */
export type WholeSequence = ParkedSequence & { items: ParkedEvent[]; actions: PastAction[] };

const MOST_EVENTS = 50;
const MOST_ACTIONS = 50;

/** Shows a sequence with its first events and what was done to it, personal data never in clear. Looking is audited. */
@Injectable()
export class ShowSequence {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /** Throws RowNotFound. */
  run(sequenceId: string, actor: string): Promise<WholeSequence> {
    const { service: consumer, topicPrefix } = this.options;
    return this.transactions.run(async (db) => {
      const [row] = await db.query<SequenceRow>(selectSequences, [consumer, sequenceId, null, null, '0', 1]);
      if (row === undefined) throw new RowNotFound('parked sequence');
      const events = await eventsOf(db, consumer, sequenceId, MOST_EVENTS);
      const actions = await this.audit.actionsOn(db, consumer, sequenceId, MOST_ACTIONS);
      await this.audit.record(db, { consumer, actor, action: 'show', sequenceId, outcome: { shown: events.length } });
      return { ...sequenceOf(row, topicPrefix), items: events.map(eventOf), actions };
    });
  }
}

function eventOf(row: ParkedRow): ParkedEvent {
  const outline = outlineHeaders(row.headers);
  const { value: shownType } = outline.headers.find(({ name }) => name === 'ce_type') ?? {};
  const type = shownType?.startsWith('<') === false ? shownType : undefined;
  return {
    ...outline,
    id: row.id,
    type: type ?? null,
    version: row.aggregate_version === null ? null : Number(row.aggregate_version),
    reason: row.reason,
    errorClass: row.error_class,
    attempts: row.attempts,
    partition: row.partition,
    offset: row.offset,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    content: outlineContent(type, row.value),
  };
}
