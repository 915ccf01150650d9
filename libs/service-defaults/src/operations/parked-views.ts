import { parkingReasons } from '@opencircle/messaging';
import { z } from 'zod';

/** Not every sequence's id has a version of RFC 9562 in it: it is computed from where its events come from. */
export const sequenceId = z.guid();
export const parkingReason = z.enum(parkingReasons);
/** Why somebody does it, in words, for the audit. Nothing about people belongs here. */
export const statedReason = z.string().trim().min(1).max(500);

const versions = z.object({ from: z.int(), to: z.int() });
const time = z.iso.datetime();

const sequence = {
  id: sequenceId,
  topic: z.string(),
  subject: z.string().nullable(),
  reason: parkingReason,
  errorClass: z.string().nullable(),
  attempts: z.int(),
  firstSeenAt: time,
  lastSeenAt: time,
  events: z.int(),
  versions: versions.nullable(),
  replayId: z.guid().nullable(),
};

export const parkedSequence = z.object(sequence).meta({ id: 'ParkedSequence' });

const event = z
  .object({
    id: z.string(),
    type: z.string().nullable(),
    version: z.int().nullable(),
    reason: parkingReason,
    errorClass: z.string().nullable(),
    attempts: z.int(),
    partition: z.int(),
    offset: z.string(),
    firstSeenAt: time,
    lastSeenAt: time,
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    unknownHeaders: z.int(),
    content: z.object({
      bytes: z.int().nullable(),
      sha256: z.string().nullable(),
      fields: z.array(z.object({ pointer: z.string(), value: z.string() })),
      unknownKeys: z.int(),
    }),
  })
  .meta({ id: 'ParkedEvent' });

const action = z
  .object({
    at: time,
    actor: z.string(),
    action: z.enum(['show', 'dry-run', 'replay', 'replay-cancelled', 'replay-ended', 'discard']),
    reason: z.string().nullable(),
    outcome: z.record(z.string(), z.int()).nullable(),
  })
  .meta({ id: 'ParkedAction' });

export const wholeSequence = z
  .object({ ...sequence, items: z.array(event), actions: z.array(action) })
  .meta({ id: 'WholeParkedSequence' });

export const dryRun = z
  .object({
    sequenceId,
    events: z.int(),
    items: z.array(
      z.object({
        id: z.string(),
        version: z.int().nullable(),
        outcome: z.enum([
          'would-apply',
          'superseded',
          'gap',
          'undecodable',
          'would-fail',
          'would-wait',
          'behind',
          'not-tried',
        ]),
        reason: parkingReason.nullable(),
        errorClass: z.string().nullable(),
        missing: versions.nullable(),
      }),
    ),
  })
  .meta({ id: 'ParkedDryRun' });

export const parkedReplay = z
  .object({
    id: z.guid(),
    sequenceId: sequenceId.nullable(),
    reason: parkingReason.nullable(),
    acceptGap: z.string().nullable(),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    sequences: z.int(),
    total: z.int(),
    done: z.int(),
    applied: z.int(),
    superseded: z.int(),
    parkedAgain: z.int(),
    requestedBy: z.string(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'ParkedReplay' });

export const discarded = z.object({ discarded: z.int(), left: z.int() }).meta({ id: 'ParkedDiscard' });
