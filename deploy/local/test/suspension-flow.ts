import { eventually, StackClient, syntheticFeed, type Stack } from '@opencircle/testing';
import type { Page } from 'playwright-core';
import { violationsInBothThemes } from './browser.js';

export type SuspensionDesk = {
  readonly stack: () => Stack;
  readonly signedIn: (role: string) => Promise<Page>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
};

type Listed = { items: { id: string; organizationId: string }[] };
type Import = { id: string; state: string };
type Found = { total: number };
type Cases = { items: { id: string; organizationId: string }[] };

/** An admin suspends the demo's organization, over the running stack: what its staff, moderators and seekers see of it. */
export function suspensionFlow({ stack, signedIn, open }: SuspensionDesk): void {
  it('shows a suspended organization as such, hides its groups, and brings them back', async () => {
    const run = stack().run();
    const [admin, staff, moderation] = await Promise.all(
      ['admin', 'manager', 'moderator'].map((role) => StackClient.signedIn(run, role)),
    );
    const seeker = StackClient.anonymous(run);
    const total = async () => (await seeker.must<Found>('POST', '/matching/v1/searches', {})).total;
    const listed = await staff!.must<Listed>('GET', '/listings/v1/listings?state=published');
    const { id, organizationId } = listed.items[0]!;
    const before = await total();
    const { id: importId } = await checkedImport(staff!, organizationId);
    const path = `/membership/v1/organizations/${organizationId}`;
    await admin!.must('POST', `${path}/suspensions`, {});
    await eventually('its groups are hidden', async () => (await total()) < before);
    expect((await seeker.call('GET', `/matching/v1/groups/${id}`)).status).toBe(404);

    const manager = await signedIn('manager');
    await open(manager, `/listings/${id}/show`);
    await manager.getByText('Organization suspended').waitFor();
    await manager.getByText(/^The organization is suspended. Nobody finds its groups/).waitFor();
    expect(await violationsInBothThemes(manager)).toEqual([]);

    await open(manager, `/imports/${importId}/show`);
    await manager.getByText(/^The organization is suspended. Nothing can be imported/).waitFor();
    await manager.getByText('This was a dry run').waitFor();
    expect(await manager.getByRole('button', { name: 'Import 1 group' }).count()).toBe(0);
    expect(await violationsInBothThemes(manager)).toEqual([]);

    const { items } = await moderation!.must<Cases>('GET', '/listings/v1/cases?kind=revision&state=open&limit=100');
    const waiting = items.find((one) => one.organizationId === organizationId)!;
    const moderator = await signedIn('moderator');
    await open(moderator, `/cases/${waiting.id}/show`);
    await moderator.getByText(/^The organization is suspended. Until it is verified again/).waitFor();
    expect(await moderator.getByRole('radio', { name: 'Approve' }).isDisabled()).toBe(true);
    expect(await moderator.getByRole('radio', { name: 'Reject' }).isDisabled()).toBe(false);
    expect(await violationsInBothThemes(moderator)).toEqual([]);

    await admin!.must('POST', `${path}/verifications`, {});
    await eventually('its groups are found again', async () => (await total()) === before);
    await manager.reload();
    await manager.getByRole('button', { name: 'Import 1 group' }).waitFor();
  }, 120_000);
}

/** An import of one group that nobody has run. */
async function checkedImport(staff: StackClient, organizationId: string): Promise<Import> {
  const feed = syntheticFeed(['Mill Street Circle'], 40);
  const defaults = { focuses: ['stress'], audiences: [], facilitation: 'peer', durationMinutes: 60, language: 'en' };
  const made = await staff.must<Import>('POST', '/listings/v1/imports', { organizationId, fileName: 'feed.json', feed, defaults }); // prettier-ignore
  await eventually('the import is checked', async () => (await staff.must<Import>('GET', `/listings/v1/imports/${made.id}`)).state === 'checked'); // prettier-ignore
  return made;
}
