import { listingPublished, newId, type ListingId, type OrganizationId, type RevisionId } from '@opencircle/contracts';
import { EventContext } from '@opencircle/messaging';
import { asSystem, Transactions } from '@opencircle/persistence';
import { nextSessions, type Series } from '@opencircle/schedule';
import { OnListingPublished } from '../src/group/on-listing-published.js';
import type { TestMembership } from './service.js';

const sample = listingPublished.schema.parse(listingPublished.sample);

const everyTuesday: Series = {
  zone: 'America/Los_Angeles',
  firstStart: '2026-01-06T19:00',
  durationMinutes: 60,
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  exceptions: [],
  overrides: [],
};

export const [firstStart, secondStart] = nextSessions(everyTuesday, new Date(), 2).map((session) => session.start) as [
  string,
  string,
];

/** A listing is published, as the event says it. */
export async function publishGroup(
  { app }: TestMembership,
  { organizationId = newId<OrganizationId>(), listingId = newId<ListingId>(), visitors = true, name = 'Circle' } = {},
): Promise<{ listingId: ListingId; organizationId: OrganizationId }> {
  const content = { ...sample.content, name, series: everyTuesday, visitors: { allowed: visitors, note: null } };
  const listing = { ...sample, listingId, organizationId, revisionId: newId<RevisionId>(), content };
  const handler = app.get(OnListingPublished, { strict: false });
  await asSystem(() => app.get(Transactions).run((db) => handler.run(listing, new EventContext(db, {} as never))));
  return { listingId, organizationId };
}
