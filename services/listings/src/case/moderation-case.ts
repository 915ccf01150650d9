import { newId, type CaseId, type ListingId, type OrganizationId, type PersonId, type RevisionId } from '@opencircle/contracts'; // prettier-ignore
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { caseClaimed, caseDecided, decisionNotOffered, reasonUnfit } from './case.errors.js';
import type { CaseCheck } from './checks/case-check.js';
import { fits, type Decision, type ReasonCode } from './reason-codes.js';

export const caseStates = ['open', 'claimed', 'decided'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseKinds = ['revision', 'report'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** A line of the case's history; times are ISO instants. */
export type CaseEntry = {
  at: string;
  what: 'opened' | 'claimed' | 'withdrawn' | Decision;
  by?: PersonId;
  reasonCode?: ReasonCode;
  note?: string;
};

export type Verdict = { decision: Decision; reasonCode: ReasonCode; note?: string | undefined };

const HOUR = 3_600_000;
const BREACH_AFTER_MS = 72 * HOUR;
const LEASE_MS = HOUR / 2;

/** Something that a person must decide: a submitted snapshot, or a report about a listing. */
@Entity('moderation_case')
export class ModerationCase {
  /** The columns that `decide` sets. */
  static readonly changesWithVerdict = ['state', 'decision', 'decidedAt', 'claimedBy', 'claimExpiresAt', 'timeline'] as const; // prettier-ignore

  @PrimaryColumn('uuid') id: CaseId;
  @Column('text') kind: CaseKind;
  /** As stored; a claim that has run out counts as open: ask stateAt(). */
  @Column('text') state: CaseState;
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  /** The snapshot under review, or the one that was published when the report came. */
  @Column('uuid', { name: 'revision_id' }) revisionId: RevisionId;
  @Column('text', { name: 'listing_name' }) listingName: string;
  @Column('jsonb') checks: CaseCheck[];
  @Column('jsonb') timeline: CaseEntry[];
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('uuid', { name: 'claimed_by', nullable: true }) claimedBy: PersonId | null;
  @Column('timestamptz', { name: 'claim_expires_at', nullable: true }) claimExpiresAt: Date | null;
  @Column('text', { nullable: true }) decision: Decision | 'withdrawn' | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;

  static open(
    about: {
      kind: CaseKind;
      listing: { id: ListingId; organizationId: OrganizationId; name: string };
      revisionId: RevisionId;
      checks: CaseCheck[];
    },
    now: Date,
  ): ModerationCase {
    return Object.assign(new ModerationCase(), {
      id: newId<CaseId>(),
      kind: about.kind,
      state: 'open' as const,
      listingId: about.listing.id,
      organizationId: about.listing.organizationId,
      revisionId: about.revisionId,
      listingName: about.listing.name,
      checks: about.checks,
      timeline: [{ at: now.toISOString(), what: 'opened' as const }],
      openedAt: now,
      dueAt: new Date(now.getTime() + BREACH_AFTER_MS),
      claimedBy: null,
      claimExpiresAt: null,
      decision: null,
      decidedAt: null,
    });
  }

  stateAt(now: Date): CaseState {
    return this.state === 'claimed' && !this.isLeased(now) ? 'open' : this.state;
  }

  /** Takes or renews the lease and answers when it ends. Throws case-decided, case-claimed. */
  claim(by: PersonId, now: Date): Date {
    this.demandFree(by, now);
    this.state = 'claimed';
    this.claimedBy = by;
    const expiresAt = new Date(now.getTime() + LEASE_MS);
    this.claimExpiresAt = expiresAt;
    this.note({ at: now.toISOString(), what: 'claimed', by });
    return expiresAt;
  }

  /** Closes the case. Throws case-decided, case-claimed (by another), reason-unfit, decision-not-offered. */
  decide(verdict: Verdict, by: PersonId, now: Date): void {
    this.demandFree(by, now);
    if (!fits(verdict.decision, verdict.reasonCode)) throw reasonUnfit(verdict.decision);
    if (this.kind === 'report' && verdict.decision === 'rejected') throw decisionNotOffered();
    this.close(verdict.decision, now);
    const { decision, reasonCode, note } = verdict;
    this.note({ at: now.toISOString(), what: decision, by, reasonCode, ...(note === undefined ? {} : { note }) });
  }

  /** The snapshot was replaced by a newer one, which has its own case: nobody decides on what is gone. */
  withdraw(now: Date): void {
    this.close('withdrawn', now);
    this.note({ at: now.toISOString(), what: 'withdrawn' });
  }

  private close(decision: Decision | 'withdrawn', now: Date): void {
    this.state = 'decided';
    this.decision = decision;
    this.decidedAt = now;
    this.claimedBy = null;
    this.claimExpiresAt = null;
  }

  private demandFree(by: PersonId, now: Date): void {
    if (this.state === 'decided') throw caseDecided();
    if (this.isLeased(now) && this.claimedBy !== by) throw caseClaimed(this.claimExpiresAt as Date);
  }

  private isLeased(now: Date): boolean {
    return this.claimExpiresAt !== null && this.claimExpiresAt > now;
  }

  private note(entry: CaseEntry): void {
    this.timeline = [...this.timeline, entry];
  }
}
