import { newId, type ListingId, type PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TemplateName } from '../template/templates.js';

export const deliveryStates = ['queued', 'sending', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * One mail to one person because of one event: `queued → sending → sent | failed`, back to `queued` when it is to be
 * tried again. Holds opaque ids; name and address are asked for when it is sent, and not kept.
 */
@Entity('delivery')
export class Delivery {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'idempotency_key' }) idempotencyKey: string;
  @Column('uuid', { name: 'recipient_id' }) recipientId: PersonId;
  @Column('text') template: TemplateName;
  /** What it is about: a session of a group, or a link that somebody asked for. */
  @Column('uuid', { name: 'listing_id', nullable: true }) listingId: ListingId | null;
  @Column('timestamptz', { name: 'session_start', nullable: true }) sessionStart: Date | null;
  @Column('uuid', { name: 'link_id', nullable: true }) linkId: string | null;
  /** When the session begins or the link is over: after that the mail would only puzzle. */
  @Column('timestamptz', { name: 'useful_until' }) usefulUntil: Date;
  @Column('text') state: DeliveryState;
  /** How often a sender took it up, and how often the SMTP server refused it for good. */
  @Column('int') attempts: number;
  @Column('int') refusals: number;
  @Column('text', { name: 'last_error_code', nullable: true }) lastErrorCode: string | null;
  @Column('timestamptz', { name: 'queued_at' }) queuedAt: Date;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: Date;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}

type Occasion = { recipientId: PersonId; template: TemplateName } & (
  { listingId: ListingId; sessionStart: Date } | { linkId: string; usefulUntil: Date }
);

/** A delivery to be made because of the event; making it again gives the same idempotency key. */
export function queuedDelivery(eventId: string, occasion: Occasion, now: Date): Delivery {
  return {
    id: newId(),
    idempotencyKey: `${eventId}:${occasion.recipientId}:${occasion.template}`,
    recipientId: occasion.recipientId,
    template: occasion.template,
    ...('linkId' in occasion
      ? { listingId: null, sessionStart: null, linkId: occasion.linkId, usefulUntil: occasion.usefulUntil }
      : {
          listingId: occasion.listingId,
          sessionStart: occasion.sessionStart,
          linkId: null,
          usefulUntil: occasion.sessionStart,
        }),
    state: 'queued',
    attempts: 0,
    refusals: 0,
    lastErrorCode: null,
    queuedAt: now,
    nextAttemptAt: now,
    leaseUntil: null,
    settledAt: null,
  };
}
