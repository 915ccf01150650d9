import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { contentWith } from './content.fixture.js';
import { Listing, type ListingState } from './listing.js';
import { Revision } from './revision.js';

const now = new Date('2026-11-23T08:00:00Z');
const staff = newId<PersonId>();

function drafted() {
  const listing = Listing.draft(newId<OrganizationId>(), now);
  const revision = Revision.write(listing.id, { content: contentWith() }, staff, now);
  listing.propose(revision, now);
  return { listing, revision };
}

function submitted() {
  const { listing, revision } = drafted();
  listing.submit(revision, now);
  return { listing, revision };
}

function published() {
  const { listing, revision } = submitted();
  listing.approve(revision, now);
  return { listing, revision };
}

test('a draft knows its name, time and place', () => {
  const { listing } = drafted();
  expect(listing).toMatchObject({
    state: 'draft',
    version: 1,
    name: 'River Street Circle',
    meetingTime: 'TU 19:00',
    latitude: 37.33821,
  });
});

test('submitted and approved, it is what people see', () => {
  const { listing, revision } = published();
  expect(listing).toMatchObject({ state: 'published', publishedRevisionId: revision.id, pendingRevisionId: null });
  expect(revision).toMatchObject({ state: 'approved', decidedAt: now });
});

test.each(['changes_requested', 'rejected'] as const)('%s, it is a draft again with its content', (verdict) => {
  const { listing, revision } = submitted();
  listing.refuse(revision, verdict, now);
  expect(listing).toMatchObject({ state: 'draft', publishedRevisionId: null, pendingRevisionId: revision.id });
  expect(revision.state).toBe(verdict);
  expect(() => listing.submit(revision, now)).toThrow('There is no draft to submit');
});

describe('an edit of a published listing', () => {
  function edited() {
    const { listing, revision } = published();
    const newer = Revision.write(listing.id, { content: contentWith({ name: 'Quiet Circle' }) }, staff, now);
    listing.propose(newer, now);
    listing.submit(newer, now);
    return { listing, revision, newer };
  }

  test('leaves the published snapshot as it is', () => {
    const { listing, revision, newer } = edited();
    expect(listing).toMatchObject({
      state: 'published',
      publishedRevisionId: revision.id,
      pendingRevisionId: newer.id,
      name: 'Quiet Circle',
    });
  });

  test('takes its place once approved', () => {
    const { listing, newer } = edited();
    listing.approve(newer, now);
    expect(listing).toMatchObject({ state: 'published', publishedRevisionId: newer.id, pendingRevisionId: null });
  });

  test('is dropped once rejected', () => {
    const { listing, revision, newer } = edited();
    listing.refuse(newer, 'rejected', now);
    expect(listing).toMatchObject({
      state: 'published',
      publishedRevisionId: revision.id,
      pendingRevisionId: null,
    });
  });
});

test.each<ListingState>(['archived', 'suspended'])('%s, it takes no new content', (state) => {
  const { listing, revision } = drafted();
  listing.state = state;
  expect(() => listing.propose(revision, now)).toThrow(`This listing is ${state}`);
});

describe('a revision', () => {
  test('is decided once', () => {
    const { revision } = published();
    expect(() => revision.decide('rejected', now)).toThrow('is approved, not in_review');
  });

  test('that was decided stays so when a newer one comes', () => {
    const { revision } = published();
    revision.supersede(now);
    expect(revision.state).toBe('approved');
  });

  test('under review is withdrawn when a newer one comes', () => {
    const { revision } = submitted();
    revision.supersede(now);
    expect(revision).toMatchObject({ state: 'withdrawn', decidedAt: now });
  });
});
