import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataSource } from '@opencircle/persistence';
import { eventually, StackClient, stackPort, startStack, type Stack } from '@opencircle/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signInAs, violationsInBothThemes } from './browser.js';

const root = resolve(import.meta.dirname, '../../..');

/** What people do on a running stack stands in the audit log, is found in the console, and is verified from outside. */
describe('the audit log', () => {
  let stack: Stack;
  let data: string;
  let browser: Browser;

  beforeAll(async () => {
    data = mkdtempSync('/tmp/opencircle-audit-');
    [stack, browser] = await Promise.all([
      startStack(root, { port: stackPort(8900), data: join(data, 'data') }),
      openBrowser(),
    ]);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser.close(), stack.stop()]);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  async function signedIn(role: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US' });
    const page = await context.newPage();
    await signInAs(role, page, stack.run());
    return page;
  }

  const open = (page: Page, path: string) => page.goto(`${stack.run().addresses.console}#${path}`);

  /** The command's exit code and what it says. */
  function verify(...args: string[]): Promise<{ code: number; said: string }> {
    const entry = join(root, 'deploy/local/dist/audit/main.js');
    return new Promise((done) => {
      execFile(process.execPath, [entry, '--data', join(data, 'data'), ...args], (error, out, err) =>
        done({ code: error === null ? 0 : Number(error.code), said: out + err }),
      );
    });
  }

  it('shows reads of personal data and refusals, found by filter, in both themes', async () => {
    const manager = await StackClient.signedIn(stack.run(), 'manager');
    const refused = await manager.call('GET', '/notifications/v1/deliveries');
    expect(refused.status).toBe(403);
    const ops = await StackClient.signedIn(stack.run(), 'ops');
    await ops.must('GET', '/notifications/v1/deliveries');

    const page = await signedIn('admin');
    await open(page, '/audit');
    await page.getByLabel('Service').click();
    await page.getByRole('option', { name: 'notifications' }).click();
    await page
      .getByRole('row', { name: /Person .*ops.* delivery\.list .*Done/ })
      .first()
      .waitFor();
    await page.getByRole('row', { name: /Person .*manager.* delivery\.list .*Denied, forbidden/ }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByLabel('Outcome').click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.getByRole('heading', { name: 'No entry matches' }).waitFor();
  }, 120_000);

  it('fits a narrow screen, in Spanish, and is not for managers', async () => {
    const page = await signedIn('admin', 320);
    await open(page, '/audit');
    await page.getByText('delivery.list').first().waitFor();
    await page.getByRole('button', { name: 'Profile' }).click();
    await page.getByRole('menuitem', { name: 'Español' }).click();
    await page.getByText(/delivery\.list: Denegado/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await violationsInBothThemes(page)).toEqual([]);
    const manager = await signedIn('manager');
    await open(manager, '/audit');
    await manager.getByRole('heading', { name: 'This page is not for your role', level: 2 }).waitFor();
  }, 120_000);

  it('is verified against the file and against Kafka, and a change by the owner is named', async () => {
    await eventually('everything is sealed and said', async () => {
      const { said } = await verify();
      return /^notifications: ok, [1-9]\d* entries, last checkpoint \d+ of [^,]+$/m.test(said);
    });
    expect(await verify('--kafka')).toMatchObject({ code: 0 });
    const { databases } = stack.run();
    const owner = await dataSource({ url: databases.notifications.ownerUrl, name: 'owner', poolSize: 1 }).initialize();
    await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    await owner.query("UPDATE audit_entry SET actor_id = 'nobody' WHERE seq = 1");
    await owner.destroy();
    const { code, said } = await verify('--service', 'notifications');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^notifications: entry 1 \(id \d+\) was changed/) as string }); // prettier-ignore
    expect(await verify('--service', 'nothing')).toMatchObject({ code: 64 });
  }, 120_000);
});
