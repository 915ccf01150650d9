import type { PublicContent } from '@opencircle/contracts';
import type { Client } from './client.js';
import type { SeededGroup } from './seed-groups.js';
import { need, type DemoPeople } from './seed-people.js';

type Case = { readonly id: string; readonly listingId: string };
type Outcome = { readonly caseId: string; readonly outcome: 'decided' | 'failed'; readonly problem?: unknown };

/** Approves all but the pending groups at once; the number of published groups. */
export async function approveGroups(moderator: Client, groups: readonly SeededGroup[]): Promise<number> {
  const toPublish = new Set(groups.filter(({ state }) => state !== 'pending').map(({ listingId }) => listingId));
  const { items } = await moderator.get<{ items: Case[] }>('listings', '/v1/cases?state=open&kind=revision&limit=100');
  const caseIds = items.filter(({ listingId }) => toPublish.has(listingId)).map(({ id }) => id);
  if (caseIds.length > 0) {
    const decision = { caseIds, decision: 'approved', reasonCode: 'meets-guidelines' };
    const { results } = await moderator.post<{ results: Outcome[] }>('listings', '/v1/case-decisions', decision);
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    if (failed.length > 0)
      throw new Error(`${failed.length} demo groups could not be approved: ${JSON.stringify(failed[0]?.problem)}`);
  }
  return toPublish.size;
}

/** One published group gets a new evening, which waits for review. */
export async function changeOneGroup(people: DemoPeople, groups: readonly SeededGroup[]): Promise<void> {
  for (const { listingId, by } of groups.filter(({ state }) => state === 'changed')) {
    const owner = need(people.owners, by);
    const { body, etag } = await owner.call<{ content: PublicContent; pending: unknown }>(
      'listings',
      `/v1/listings/${listingId}`,
    );
    if (body.pending !== null) continue;
    const series = {
      ...body.content.series,
      firstStart: `${body.content.series.firstStart.slice(0, 11)}19:15`,
      durationMinutes: 75,
    };
    await owner.call('listings', `/v1/listings/${listingId}/content`, {
      method: 'PUT',
      body: { content: { ...body.content, series } },
      ...(etag === null ? {} : { ifMatch: etag }),
    });
  }
}

/** Somebody without an account says that one group does not meet any more. */
export async function reportOneGroup(anybody: Client, groups: readonly SeededGroup[]): Promise<void> {
  for (const { listingId } of groups.filter(({ state }) => state === 'reported')) {
    const note = 'I stood before a closed door two Sundays in a row.';
    await anybody.post('listings', '/v1/reports', { listingId, reason: 'not-held', note }, `report ${listingId}`);
  }
}
