import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { shownText } from './outline-headers.js';
import type { ParkingReason } from './park.js';
import { badCursor } from './parking.errors.js';

/**
 * Parked events of one aggregate in their order, or a single event of none. `reason`, `errorClass` and `attempts` are
 * the first event's: what follows waits for it. Times are ISO 8601; `replayId` names the replay that runs.
 */
export type ParkedSequence = {
  id: string;
  topic: string;
  subject: string | null;
  reason: ParkingReason;
  errorClass: string | null;
  attempts: number;
  firstSeenAt: string;
  lastSeenAt: string;
  events: number;
  versions: { from: number; to: number } | null;
  replayId: string | null;
};

export type SequenceQuery = {
  reason?: ParkingReason | undefined;
  topic?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

export type SequenceRow = {
  position: string;
  sequence_id: string;
  topic: string;
  subject: string | null;
  reason: ParkingReason;
  error_class: string | null;
  attempts: number;
  first_seen_at: Date;
  last_seen_at: Date;
  events: number;
  from_version: string | null;
  to_version: string | null;
  replay_id: string | null;
};

/** Sequences as `SequenceRow`, those that `$2` to `$6` let through: id, reason, topic, position after, limit. */
export const selectSequences = `
  SELECT page.*, s.*, r.replay_id FROM (
    SELECT p.id AS position, p.sequence_id, p.topic, p.subject, head.reason, head.error_class, head.attempts
    FROM parked_event p
    CROSS JOIN LATERAL (
      SELECT reason, error_class, attempts FROM parked_event h
      WHERE h.sequence_id = p.sequence_id ORDER BY h.aggregate_version, h.id LIMIT 1
    ) head
    WHERE p.consumer = $1 AND ($2::uuid IS NULL OR p.sequence_id = $2)
      AND ($3::text IS NULL OR head.reason = $3) AND ($4::text IS NULL OR p.topic = $4)
      AND p.id > $5::bigint
      AND NOT EXISTS (SELECT 1 FROM parked_event e WHERE e.sequence_id = p.sequence_id AND e.id < p.id)
    ORDER BY p.id LIMIT $6
  ) page
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS events, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at,
           min(aggregate_version) AS from_version, max(aggregate_version) AS to_version
    FROM parked_event e WHERE e.sequence_id = page.sequence_id
  ) s
  LEFT JOIN parked_replay_sequence r ON r.sequence_id = page.sequence_id AND r.ended_at IS NULL
  ORDER BY page.position`;

/** Lists what is parked, in the order in which it began. */
@Injectable()
export class ListSequences {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
  ) {}

  /** `next` is opaque, null on the last page. Throws bad-cursor. */
  async run(query: SequenceQuery): Promise<{ items: ParkedSequence[]; next: string | null }> {
    const after = positionOf(query.cursor);
    const { service, topicPrefix } = this.options;
    const topic = query.topic === undefined ? null : topicPrefix + query.topic;
    const rows = await this.transactions.read((db) =>
      db.query<SequenceRow>(selectSequences, [service, null, query.reason ?? null, topic, after, query.limit + 1]),
    );
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => sequenceOf(row, topicPrefix)),
      next: last === undefined ? null : Buffer.from(last.position).toString('base64url'),
    };
  }
}

export function sequenceOf(row: SequenceRow, topicPrefix: string): ParkedSequence {
  const { from_version: from, to_version: to } = row;
  return {
    id: row.sequence_id,
    topic: row.topic.slice(topicPrefix.length),
    subject: row.subject === null ? null : shownText('ce_subject', row.subject),
    reason: row.reason,
    errorClass: row.error_class,
    attempts: row.attempts,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    events: row.events,
    versions: from === null || to === null ? null : { from: Number(from), to: Number(to) },
    replayId: row.replay_id,
  };
}

function positionOf(cursor: string | undefined): string {
  if (cursor === undefined) return '0';
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{1,18}$/.test(position)) throw badCursor();
  return position;
}
