import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually, stackPort, startStack, type Stack } from '@opencircle/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, picture, seriousViolations, signInAs, violationsInBothThemes } from './browser.js';

const root = resolve(import.meta.dirname, '../../..');
const feed = resolve(root, '../shared/data/meeting-guide/al-anon.json');
const walks = existsSync(feed) ? describe : describe.skip;
if (!existsSync(feed)) console.warn(`skipped: the walk needs ${feed}`);

const VISITOR = 'sam.visitor@example.org';
const GROUP = 'Copley Square';

/** The whole way of a group, by hand, as a newcomer walks it. Each step goes on where the one before it ended. */
walks('the way of a group, from a feed to a visit', () => {
  let stack: Stack;
  let data: string;
  let browser: Browser;
  const foreign: string[] = [];
  const failures: string[] = [];

  beforeAll(async () => {
    data = mkdtempSync('/tmp/opencircle-walk-');
    [stack, browser] = await Promise.all([
      startStack(root, { port: stackPort(6100), data: join(data, 'data') }),
      openBrowser(),
    ]);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser.close(), stack.stop()]);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  async function newPage(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!/^(https?:\/\/localhost:\d{4}\/|data:|blob:)/.test(request.url())) foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) failures.push(message.text());
    });
    page.on('pageerror', (error) => failures.push(error.message));
    return page;
  }

  async function signIn(role: string): Promise<Page> {
    const page = await newPage();
    await signInAs(role, page, stack.run());
    return page;
  }

  it('1: a manager imports a real feed, after a dry run that says row by row what is refused', async () => {
    const page = await signIn('manager');
    await page.goto(`${stack.run().addresses.console}#/imports/create`);
    await page.locator('input[type=file]').setInputFiles(feed);
    await page.getByLabel(/^Focus/).fill('addiction');
    await page.getByRole('option', { name: /addiction/i }).click();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Check the file' }).click();

    const run = page.getByRole('button', { name: 'Import 329 groups' });
    await run.waitFor({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'refused (31)' }).waitFor();
    const rows = page.getByRole('tabpanel').getByRole('row');
    await rows.nth(31).waitFor();
    expect(await rows.nth(1).innerText()).toContain('attendance_option');
    expect(await rows.count()).toBe(32);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await run.click();
    await page.getByText('329 groups imported and sent to the moderators.').waitFor({ timeout: 180_000 });
  }, 300_000);

  it('2: a moderator sees the queue, opens a case, approves one, rejects one and approves many', async () => {
    const page = await signIn('moderator');
    const console = stack.run().addresses.console;
    await page.goto(`${console}#/cases`);
    const inPerson = page.getByRole('link', { name: 'The Brockton Fellowship AFG' });
    await inPerson.waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-queue');

    await inPerson.click();
    const dates = page.getByRole('region', { name: 'Next five dates' }).getByRole('listitem');
    await dates.first().waitFor();
    expect(await dates.count()).toBe(5);
    await page.getByRole('img', { name: /^Map/ }).waitFor();
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByText('You work on this case.').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-case');
    await page.getByRole('radio', { name: 'Approve' }).check();
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/is approved\./).waitFor();

    await page.getByRole('link', { name: '25037 Par ents AFG' }).click();
    await page.getByRole('radio', { name: 'Reject' }).check();
    await page.getByLabel(/^Reason/).click();
    await page.getByRole('option', { name: 'Cannot be verified' }).click();
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/is rejected\./).waitFor();

    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByText(/\b3\d\d items selected/).waitFor();
    await page.getByText('Reports are decided one by one.').waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    const told = dialog.getByText(/cases decided\./);
    await told.waitFor({ timeout: 120_000 });
    expect(Number.parseInt(await told.innerText())).toBeGreaterThanOrEqual(327);
    await dialog.getByRole('button', { name: 'Close' }).click();
    const report = page.getByRole('row', { name: /\bReport\b/ }).first();
    expect(await report.getByRole('checkbox').isDisabled()).toBe(true);
    expect(await report.getByRole('checkbox').isChecked()).toBe(false);
  }, 300_000);

  it('3 and 4: a seeker without account and without JavaScript finds the group and books a visit', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    const { finder } = stack.run().addresses;
    const search = async () => {
      await page.goto(finder);
      await page.getByLabel('City, ZIP or postal code').fill('02116');
      await page.getByLabel('Addiction and recovery').check();
      await page.getByLabel('In person').check();
      await page.getByRole('button', { name: 'Search' }).click();
      const link = page.getByRole('link', { name: new RegExp(GROUP) }).first();
      const next = page.getByRole('button', { name: 'Next page' });
      // What is soon stands first, so the page that the group is on depends on the day of the week.
      while ((await link.count()) === 0 && (await next.count()) > 0) await next.click();
      return (await link.count()) > 0 ? link : undefined;
    };
    const link = await eventually('the group is found', search, 60);
    expect(page.url()).not.toMatch(/02116|addiction/i);
    await page.getByText(/away/).first().waitFor();
    await picture(page, 'finder-search');
    await link.click();
    await page.getByRole('heading', { name: new RegExp(GROUP) }).waitFor();
    await picture(page, 'finder-group');
    await page.getByRole('link', { name: 'Book a visit' }).click();

    await page.getByRole('button', { name: 'Book this visit' }).click();
    await page.getByRole('link', { name: 'Enter a name to be called by' }).waitFor();
    await page.getByRole('radio').first().check();
    await page.getByLabel('What should people call you?').fill('Sam');
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(VISITOR);
    await page.getByLabel(/^I agree/).check();
    await page.getByRole('button', { name: 'Book this visit' }).click();
    await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor();
  }, 120_000);

  it('4: the visitor and the facilitator each get one discreet mail', async () => {
    type Mail = { to: string[]; subject: string; text: string };
    const { mail } = stack.run().addresses;
    const sent = await eventually('two mails', async () => {
      const { items } = (await (await fetch(new URL('api/messages', mail))).json()) as { items: Mail[] };
      return items.length >= 2 && items;
    });
    expect(sent.map(({ to, subject }) => [to.join(), subject]).sort()).toEqual([
      ['manager@demo.opencircle.example', 'A new booking'],
      [VISITOR, 'Your booking'],
    ]);
    for (const { subject, text } of sent) {
      expect(`${subject} ${text}`).not.toMatch(/addiction|al-anon|AFG|copley|support|group meeting|Sam/i);
    }
    const page = await newPage();
    await page.goto(mail);
    await page.getByRole('link', { name: /Your booking/ }).click();
    await page.getByText(VISITOR).first().waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
  });

  it('5: ops see that all parts are up, with outbox and lag of each service', async () => {
    const page = await signIn('ops');
    await page.goto(`${stack.run().addresses.console}#/ops`);
    for (const part of ['listings', 'matching', 'membership', 'notifications']) {
      const card = page.getByRole('region', { name: part });
      await card.getByText('up', { exact: true }).waitFor();
      await card.getByText('events in the outbox').waitFor();
    }
    await page.getByRole('region', { name: 'matching' }).getByText('listings.listing').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-ops');
  });

  it('has finder pages without a serious finding of axe, in both themes', async () => {
    const page = await newPage();
    await page.goto(stack.run().addresses.finder);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('heading', { name: /found/ }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.locator('.card a').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
  });

  it('asks nobody but itself for anything, and breaks no content security policy', () => {
    expect(foreign).toEqual([]);
    expect(failures).toEqual([]);
  });
});

it('axe, as it is run here, finds what is wrong (negative control)', async () => {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent(
    '<html lang="en"><title>t</title><main><h1>h</h1><img src="data:,"><button></button></main></html>',
  );
  const found = await seriousViolations(page);
  await browser.close();
  expect(found.map((line) => line.split(':')[0]).sort()).toEqual(['button-name', 'image-alt']);
}, 60_000);
