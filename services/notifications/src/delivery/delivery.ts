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
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('timestamptz', { name: 'session_start' }) sessionStart: Date;
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

type Occasion = Pick<Delivery, 'recipientId' | 'template' | 'listingId' | 'sessionStart'>;

/** A delivery to be made because of the event; making it again gives the same idempotency key. */
export function queuedDelivery(eventId: string, occasion: Occasion, now: Date): Delivery {
  return {
    id: newId(),
    idempotencyKey: `${eventId}:${occasion.recipientId}:${occasion.template}`,
    ...occasion,
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
