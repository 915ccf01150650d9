import { dataSource } from '@opencircle/persistence';
import { eventually, type Stack } from '@opencircle/testing';
import type { Page } from 'playwright-core';
import { signInAs, violationsInBothThemes } from './browser.js';

type Desk = {
  readonly stack: () => Stack;
  readonly newPage: () => Promise<Page>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
};

const OF_SERVICE = '/ops/status';

/** Somebody leaves a page open that asks the services again and again, and comes back late. */
export function inactivityFlow({ stack, newPage, open }: Desk): void {
  async function endByInactivity(role: string): Promise<void> {
    const { databases } = stack().run();
    const owner = await dataSource({ url: databases.membership.ownerUrl, name: 'owner', poolSize: 1 }).initialize();
    await owner.query(
      `UPDATE session SET inactive_at = now()
       WHERE person_id = (SELECT person_id FROM platform_role WHERE role = $1 LIMIT 1)`,
      [role],
    );
    await owner.destroy();
  }

  it('asks nothing while nobody uses the page, and goes on when somebody is back', async () => {
    const page = await newPage();
    await page.clock.install();
    await signInAs('ops', page, stack().run());
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith(OF_SERVICE)) asked++;
    });
    await open(page, '/ops');
    await page.getByRole('region', { name: 'matching' }).getByText('up', { exact: true }).waitFor();
    const first = asked;
    await page.clock.runFor(30_000);
    expect(asked).toBeGreaterThan(first);

    await page.clock.fastForward(300_000);
    await page.evaluate('document.title');
    const last = asked;
    await page.clock.runFor(60_000);
    expect(asked).toBe(last);
    await page.mouse.move(200, 300);
    await eventually('the page asks again', () => Promise.resolve(asked > last));
  }, 120_000);

  it('leads to the sign-in, and says why, when the session ended meanwhile', async () => {
    const page = await newPage();
    await signInAs('ops', page, stack().run());
    await open(page, '/ops');
    await page.getByRole('region', { name: 'matching' }).getByText('up', { exact: true }).waitFor();
    await endByInactivity('ops');
    const answer = await page.evaluate(async () => {
      const response = await fetch('/session/renewals', { method: 'POST', headers: { 'x-opencircle-csrf': '1' } });
      return { status: response.status, body: (await response.json()) as { code: string } };
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    await page.getByRole('status').getByText('Your session has ended.').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('__Host-oc_session');
  }, 120_000);
}
