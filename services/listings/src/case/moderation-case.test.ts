import { newId, type ListingId, type OrganizationId, type PersonId, type RevisionId } from '@opencircle/contracts';
import { ModerationCase, type CaseKind } from './moderation-case.js';
import { decisions, reasonCodes } from './reason-codes.js';

const now = new Date('2026-11-23T08:00:00Z');
const ann = newId<PersonId>();
const ben = newId<PersonId>();
const fine = { decision: 'approved', reasonCode: 'meets-guidelines' } as const;

function opened(kind: CaseKind = 'revision'): ModerationCase {
  const listing = { id: newId<ListingId>(), organizationId: newId<OrganizationId>(), name: 'Circle' };
  return ModerationCase.open({ kind, listing, revisionId: newId<RevisionId>(), checks: [] }, now);
}

function later(minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

test('is due three days after it was opened', () => {
  expect(opened()).toMatchObject({ state: 'open', dueAt: new Date('2026-11-26T08:00:00Z') });
});

describe('a claim', () => {
  test('is a lease of half an hour', () => {
    const moderation = opened();
    moderation.claim(ann, now);
    expect(moderation).toMatchObject({ claimedBy: ann, claimExpiresAt: later(30) });
    expect(moderation.stateAt(later(29))).toBe('claimed');
    expect(moderation.stateAt(later(30))).toBe('open');
  });

  test('keeps others out while it lasts', () => {
    const moderation = opened();
    moderation.claim(ann, now);
    expect(() => moderation.claim(ben, later(29))).toThrow('Another moderator');
    expect(() => moderation.decide(fine, ben, later(29))).toThrow('Another moderator');
  });

  test('can be renewed, and taken over when it has run out', () => {
    const moderation = opened();
    moderation.claim(ann, now);
    moderation.claim(ann, later(20));
    expect(moderation.claimExpiresAt).toEqual(later(50));
    moderation.claim(ben, later(50));
    expect(moderation.claimedBy).toBe(ben);
  });
});

describe('a decision', () => {
  test('closes the case and is told in the timeline', () => {
    const moderation = opened();
    moderation.claim(ann, now);
    moderation.decide({ ...fine, note: 'Welcome.' }, ann, later(5));
    expect(moderation).toMatchObject({ state: 'decided', decision: 'approved', claimedBy: null });
    expect(moderation.timeline.map(({ what }) => what)).toEqual(['opened', 'claimed', 'approved']);
    expect(moderation.timeline[2]).toEqual({
      at: '2026-11-23T08:05:00.000Z',
      what: 'approved',
      by: ann,
      reasonCode: 'meets-guidelines',
      note: 'Welcome.',
    });
  });

  test('is made once', () => {
    const moderation = opened();
    moderation.decide(fine, ann, now);
    expect(() => moderation.decide(fine, ann, now)).toThrow('closed already');
    expect(() => moderation.claim(ann, now)).toThrow('closed already');
  });

  test('needs a reason of its own kind', () => {
    for (const decision of decisions) {
      for (const reasonCode of Object.values(reasonCodes).flat()) {
        const fits = (reasonCodes[decision] as readonly string[]).includes(reasonCode);
        const decide = () => opened().decide({ decision, reasonCode }, ann, now);
        if (fits) expect(decide).not.toThrow();
        else expect(decide).toThrow('the reason is one of');
      }
    }
  });

  test('on a report cannot take a group down yet', () => {
    const decide = () => opened('report').decide({ decision: 'rejected', reasonCode: 'unsafe' }, ann, now);
    expect(decide).toThrow('A report can be closed');
  });

  test('is no longer possible once the snapshot was replaced', () => {
    const moderation = opened();
    moderation.withdraw(now);
    expect(moderation).toMatchObject({ state: 'decided', decision: 'withdrawn' });
    expect(() => moderation.decide(fine, ann, now)).toThrow('closed already');
  });
});
