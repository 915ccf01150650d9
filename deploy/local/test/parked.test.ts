import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  listingPublished,
  listingSubmitted,
  newId,
  type ListingId,
  type ListingPublished,
  type ListingSubmitted,
} from '@opencircle/contracts';
import {
  eventually,
  publisher,
  StackClient,
  stackPort,
  startStack,
  type Publisher,
  type Stack,
} from '@opencircle/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signInAs, violationsInBothThemes } from './browser.js';

const root = resolve(import.meta.dirname, '../../..');

/** An event comes before its turn, is parked, and is given its effect by hand once it is its turn. */
describe('parked events in the console', () => {
  const listingId = newId<ListingId>();
  let stack: Stack;
  let data: string;
  let browser: Browser;
  let sender: Publisher;

  beforeAll(async () => {
    data = mkdtempSync('/tmp/opencircle-parked-');
    [stack, browser] = await Promise.all([
      startStack(root, { port: stackPort(8600), data: join(data, 'data') }),
      openBrowser(),
    ]);
    sender = await publisher('', stack.run().brokers);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser.close(), sender.close(), stack.stop()]);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  async function signedIn(role: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US' });
    const page = await context.newPage();
    await signInAs(role, page, stack.run());
    return page;
  }

  const groupPage = async () => (await fetch(new URL(`groups/${listingId}`, stack.run().addresses.finder))).status;
  const open = (page: Page, path: string) => page.goto(`${stack.run().addresses.console}#${path}`);

  it('are found from the operations page, foreseen and replayed, and then their effect is there', async () => {
    const published = listingPublished.sample as ListingPublished;
    await sender.publish(listingPublished, listingId, 2, { ...published, listingId });
    const page = await signedIn('ops');
    await open(page, '/ops');
    const matching = page.getByRole('region', { name: 'matching' });
    await matching.getByRole('link', { name: '1' }).click();

    const sequence = page.getByRole('link', { name: new RegExp(listingId.slice(-12)) });
    await sequence.waitFor();
    await page.getByRole('cell', { name: 'Version gap' }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await sequence.focus();
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText(/Version 2: waits for an earlier version; missing: 1/).waitFor();
    await page.getByText('Outline', { exact: true }).click();
    await page.getByRole('row', { name: '/content/name <text, 22 characters>' }).waitFor();
    expect(await page.content()).not.toContain(published.content.name);
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect(await groupPage()).toBe(404);

    const submitted = listingSubmitted.sample as ListingSubmitted;
    await sender.publish(listingSubmitted, listingId, 1, { ...submitted, listingId });
    await eventually('a dry run says that it is its turn', async () => {
      await page.getByRole('button', { name: 'Dry run' }).click();
      await page.getByText('A replay would do this:').waitFor();
      await page.waitForTimeout(300);
      return (await page.getByText('Version 2: would have its effect').count()) > 0;
    });
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('heading', { name: 'Nothing of it is parked any more' }).waitFor();
    await page.getByText('1 event replayed.').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await eventually('the group has its page', async () => (await groupPage()) === 200);

    await page.getByRole('link', { name: 'See what is parked' }).click();
    await page.getByLabel('Service').click();
    await page.getByRole('option', { name: 'matching' }).click();
    await page.getByRole('heading', { name: 'Nothing is parked' }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
  }, 120_000);

  it('are discarded with a reason, which the timeline keeps', async () => {
    const gone = newId<ListingId>();
    const published = listingPublished.sample as ListingPublished;
    for (const version of [3, 4])
      await sender.publish(listingPublished, gone, version, { ...published, listingId: gone });
    const page = await signedIn('ops');
    await open(page, `/parked?filter=${encodeURIComponent('{"service":"matching"}')}`);
    await page.getByRole('link', { name: new RegExp(gone.slice(-12)) }).click();
    await page.getByText(/^2 events, versions 3–4$/).waitFor();
    await page.getByLabel('Reason').fill('a test of the console');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText(/^1 event, versions 4$/).waitFor();
    await page.getByText('Discarded (you): a test of the console').waitFor();
    await page.getByRole('radio', { name: 'The event' }).check();
    await page.getByLabel('Reason').fill('a test of the console');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { name: 'Nothing is parked' }).waitFor();
  }, 120_000);

  it('are replayed for a reason, on a narrow screen and in Spanish', async () => {
    const both = [newId<ListingId>(), newId<ListingId>()];
    const published = listingPublished.sample as ListingPublished;
    for (const one of both) await sender.publish(listingPublished, one, 2, { ...published, listingId: one });
    const page = await signedIn('ops', 320);
    const of = (filter: object) => `/parked?filter=${encodeURIComponent(JSON.stringify(filter))}`;
    await open(page, of({ service: 'matching', reason: 'version-gap' }));
    for (const one of both) await page.getByRole('link', { name: new RegExp(one.slice(-12)) }).waitFor();
    const submitted = listingSubmitted.sample as ListingSubmitted;
    for (const one of both) await sender.publish(listingSubmitted, one, 1, { ...submitted, listingId: one });

    const ops = await StackClient.signedIn(stack.run(), 'ops');
    type Sequences = { items: { id: string }[] };
    const { items } = await ops.must<Sequences>('GET', '/matching/v1/parked-sequences?reason=version-gap');
    for (const { id } of items) {
      await eventually('its turn has come', async () => {
        const dryRun = `/matching/v1/parked-sequences/${id}/dry-runs`;
        const run = await ops.must<{ items: { outcome: string }[] }>('POST', dryRun, {});
        return run.items[0]?.outcome === 'would-apply';
      });
    }

    await page.getByRole('button', { name: 'Profile' }).click();
    await page.getByRole('menuitem', { name: 'Español' }).click();
    const replay = page.getByRole('button', { name: 'Reprocesar todo: Falta una versión' });
    await replay.waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await replay.click();
    await page.getByText('2 eventos reprocesados.').waitFor();
    await page.getByRole('heading', { name: 'No hay nada apartado' }).waitFor();
  }, 120_000);

  it('are not for managers, and a sequence that is gone says so', async () => {
    const manager = await signedIn('manager');
    await open(manager, '/parked');
    await manager.getByRole('heading', { name: 'This page is not for your role', level: 2 }).waitFor();
    const ops = await signedIn('ops');
    await open(ops, `/parked/matching.${newId()}/show`);
    await ops.getByRole('heading', { name: 'This is not parked any more', level: 2 }).waitFor();
    expect(await violationsInBothThemes(ops)).toEqual([]);
  }, 120_000);
});
