import { Inject, Injectable, Logger } from '@nestjs/common';
import { Idempotency, RowNotFound, Transactions, type Db } from '@opencircle/persistence';
import { versionOf } from '../consumer/admission.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { KEPT_AUDIT, type ParkedAudit } from './audit.js';
import { outlineHeaders } from './outline-headers.js';
import type { ParkedRow } from './parked-row.js';
import { notAtHead, replayRunning } from './parking.errors.js';
import { lockHead, moveCursor } from './settle-parked.js';

/** `eventId`: that event alone, which must be the sequence's first; without it the whole sequence. */
export type DiscardRequest = {
  sequenceId: string;
  eventId: string | undefined;
  reason: string;
  actor: string;
  key: string | undefined;
};

/** What is left of the sequence after `discarded` events went. */
export type Discarded = { discarded: number; left: number };

type Envelope = Omit<ParkedRow, 'value' | 'key'> & { bytes: number | null; sha256: string | null };

/**
 * Gives events up for good: they will never have an effect, and those after them need not wait. Their envelopes go to
 * the audit, their content does not.
 */
@Injectable()
export class DiscardParked {
  private readonly logger = new Logger(DiscardParked.name);

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    @Inject(KEPT_AUDIT) private readonly audit: ParkedAudit,
  ) {}

  /** Throws RowNotFound, not-at-head, replay-running. */
  async run({ key, ...request }: DiscardRequest): Promise<Discarded> {
    const keyed = key === undefined ? undefined : { scope: `parked.discard:${request.actor}`, key, request };
    return this.transactions.run((db) => this.idempotency.once(db, keyed, () => this.discard(db, request)));
  }

  private async discard(db: Db, request: Omit<DiscardRequest, 'key'>): Promise<Discarded> {
    const { service: consumer } = this.options;
    const { sequenceId, eventId, reason, actor } = request;
    const head = await lockHead(db, consumer, sequenceId);
    if (head === undefined) throw new RowNotFound('parked sequence');
    if (await isReplayed(db, sequenceId)) throw replayRunning('/id', 'path');
    const envelopes = await envelopesOf(db, consumer, sequenceId);
    if (eventId !== undefined && !envelopes.some(({ id }) => id === eventId)) throw new RowNotFound('parked event');
    if (eventId !== undefined && eventId !== head.id) throw notAtHead();
    const gone = eventId === undefined ? envelopes : envelopes.slice(0, 1);
    for (const envelope of gone) {
      await db.query('DELETE FROM parked_event WHERE id = $1', [envelope.id]);
      const event = auditedOf(envelope);
      await this.audit.record(db, { consumer, actor, action: 'discard', sequenceId, reason, event });
    }
    await passOver(db, consumer, gone, envelopes.slice(gone.length));
    const answer = { discarded: gone.length, left: envelopes.length - gone.length };
    db.afterCommit(() => this.logger.warn(`discarded ${answer.discarded} of sequence ${sequenceId}`));
    return answer;
  }
}

/** What follows directly behind what was given up is the next version now; a gap before it stays one. */
async function passOver(db: Db, consumer: string, gone: readonly Envelope[], left: readonly Envelope[]): Promise<void> {
  const [first] = gone;
  if (first === undefined || first.subject === null) return;
  const { topic, subject } = first;
  const before = await versionOf(db, consumer, topic, subject);
  let version = before;
  for (const { aggregate_version } of gone) {
    // A copy that stays parked can still have the effect.
    const hasCopy = left.some((other) => other.aggregate_version === aggregate_version);
    if (Number(aggregate_version) === version + 1 && !hasCopy) version++;
  }
  if (version > before) await moveCursor(db, consumer, topic, subject, version);
}

async function isReplayed(db: Db, sequenceId: string): Promise<boolean> {
  const running = await db.query('SELECT 1 FROM parked_replay_sequence WHERE sequence_id = $1 AND ended_at IS NULL', [
    sequenceId,
  ]);
  return running.length > 0;
}

function envelopesOf(db: Db, consumer: string, sequenceId: string): Promise<Envelope[]> {
  return db.query<Envelope>(
    `SELECT id, sequence_id, reason, error_class, attempts, topic, partition, "offset", subject, aggregate_version,
            headers, first_seen_at, last_seen_at, octet_length(value) AS bytes, encode(sha256(value), 'hex') AS sha256
     FROM parked_event WHERE consumer = $1 AND sequence_id = $2 ORDER BY aggregate_version, id`,
    [consumer, sequenceId],
  );
}

function auditedOf(envelope: Envelope): object {
  const { topic, partition, offset, attempts, bytes, sha256 } = envelope;
  return {
    topic,
    partition,
    offset,
    reason: envelope.reason,
    errorClass: envelope.error_class,
    attempts,
    firstSeenAt: envelope.first_seen_at.toISOString(),
    lastSeenAt: envelope.last_seen_at.toISOString(),
    bytes,
    sha256,
    ...outlineHeaders(envelope.headers),
  };
}
