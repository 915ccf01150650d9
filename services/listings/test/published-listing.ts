import { newId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../src/listing/content.fixture.js';
import type { ListingContent } from '../src/listing/listing-content.js';
import type { Call } from './answer.js';
import { managerOf, type ListingsApp } from './listings-app.js';

export const joinLink = 'https://meet.example.org/secret';

/** A new organization's manager with a draft. */
export async function draftListing(app: ListingsApp, content: Partial<ListingContent> = {}) {
  const organizationId = newId<OrganizationId>();
  const staff = await app.as(managerOf(organizationId));
  const made = await staff('POST', '/v1/listings', {
    organizationId,
    content: contentWith(content),
    privateContent: { joinLink, joinNote: null, dialIn: null, dialInNote: null },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return { organizationId, staff, id: made.body.id, etag: made.headers['etag'] ?? '' };
}

/** The same, submitted, with the case that waits for it. */
export async function submittedListing(app: ListingsApp, content: Partial<ListingContent> = {}) {
  const draft = await draftListing(app, content);
  const submitted = await draft.staff('POST', `/v1/listings/${draft.id}/submissions`);
  if (submitted.status !== 201) throw new Error(JSON.stringify(submitted.body));
  return { ...draft, etag: submitted.headers['etag'] ?? '', caseId: await openCase(app, draft.id) };
}

/** The same, approved by a moderator. */
export async function publishedListing(app: ListingsApp, moderator: Call, content: Partial<ListingContent> = {}) {
  const listing = await submittedListing(app, content);
  const decided = await moderator('POST', `/v1/cases/${listing.caseId}/decisions`, approval);
  if (decided.status !== 201) throw new Error(JSON.stringify(decided.body));
  const { headers } = await listing.staff('GET', `/v1/listings/${listing.id}`);
  return { ...listing, etag: headers['etag'] ?? '' };
}

export const approval = { decision: 'approved', reasonCode: 'meets-guidelines' };

async function openCase(app: ListingsApp, listingId: string): Promise<string> {
  const [found] = await app.query<{ id: string }>(
    "SELECT id FROM moderation_case WHERE listing_id = $1 AND state = 'open'",
    [listingId],
  );
  if (found === undefined) throw new Error('no open case');
  return found.id;
}
