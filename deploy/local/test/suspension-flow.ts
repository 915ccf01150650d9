import { eventually, StackClient, syntheticFeed, type Stack } from '@opencircle/testing';
import type { Page } from 'playwright-core';
import { violationsInBothThemes } from './browser.js';

export type SuspensionDesk = {
  readonly stack: () => Stack;
  readonly signedIn: (role: string) => Promise<Page>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
};

type Listed = { items: { id: string; organizationId: string }[] };
type Import = { id: string; state: string; counts: { applied: number } };
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
    const imports = importsOf(staff!, organizationId);
    const [waits, runs] = [await imports.checked(['Mill Street Circle']), await imports.running()];
    const path = `/membership/v1/organizations/${organizationId}`;
    await admin!.must('POST', `${path}/suspensions`, {});
    await eventually('its groups are hidden', async () => (await total()) < before);
    expect((await seeker.call('GET', `/matching/v1/groups/${id}`)).status).toBe(404);

    const manager = await signedIn('manager');
    await open(manager, `/listings/${id}/show`);
    await manager.getByText('Organization suspended').waitFor();
    await manager.getByText(/^The organization is suspended. Nobody finds its groups/).waitFor();
    expect(await violationsInBothThemes(manager)).toEqual([]);

    await open(manager, `/imports/${runs}/show`);
    await manager.getByText('The import stopped when the organization was suspended.').waitFor();
    await manager.getByText(/ are imported and stay so/).waitFor();
    expect(await violationsInBothThemes(manager)).toEqual([]);
    await open(manager, `/imports/${waits}/show`);
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
    await open(manager, `/imports/${runs}/show`);
    await manager.getByRole('button', { name: /^Import \d+ groups?$/ }).click();
    await manager.getByText('300 groups imported and sent to the moderators.').waitFor({ timeout: 60_000 });
  }, 120_000);
}

/** Imports of the organization: one that nobody has run, and one of 300 groups in the middle of its run. Ids. */
function importsOf(staff: StackClient, organizationId: string) {
  const defaults = { focuses: ['stress'], audiences: [], facilitation: 'peer', durationMinutes: 60, language: 'en' };
  const path = '/listings/v1/imports';
  const reach = (id: string, fits: (one: Import) => boolean) =>
    eventually('the import is there', async () => fits(await staff.must<Import>('GET', `${path}/${id}`)));
  async function checked(names: readonly string[]): Promise<string> {
    const feed = syntheticFeed(names, 40);
    const { id } = await staff.must<Import>('POST', path, { organizationId, fileName: 'feed.json', feed, defaults });
    await reach(id, ({ state }) => state === 'checked');
    return id;
  }
  async function running(): Promise<string> {
    const id = await checked(Array.from({ length: 300 }, (_, n) => `Lane ${n}`));
    await staff.must('POST', `${path}/${id}/runs`, {});
    await reach(id, ({ counts }) => counts.applied > 0);
    return id;
  }
  return { checked, running };
}
