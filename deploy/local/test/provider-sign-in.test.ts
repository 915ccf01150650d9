import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startProvider, type RealProvider } from '@opencircle/test-provider';
import { StackClient, stackPort, startStack, type Stack } from '@opencircle/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, pageIn, picture, signInAs, violationsInBothThemes } from './browser.js';

const root = resolve(import.meta.dirname, '../../..');

/** An admin sets up a real provider for an organization, and its staff sign in by it. */
describe('signing in by the provider of an organization', () => {
  let stack: Stack;
  let data: string;
  let browser: Browser;
  let provider: RealProvider;
  let manager: string;

  beforeAll(async () => {
    data = mkdtempSync('/tmp/opencircle-provider-');
    const port = stackPort(11_600);
    provider = await startProvider(`http://localhost:${port}/console/oidc`, []);
    const env = { INSIDE_PROVIDERS: JSON.stringify([provider.issuer]) };
    [stack, browser] = await Promise.all([startStack(root, { port, data: join(data, 'data'), env }), openBrowser()]);
    manager = stack.run().accounts.find(({ role }) => role === 'manager')?.email ?? '';
    provider.accounts.set('maya', { sub: 'maya', email: manager, email_verified: true });
    provider.accounts.set('mallory', { sub: 'mallory', email: 'mallory@example.org', email_verified: true });
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser.close(), stack.stop(), provider.stop()]);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const newPage = (width?: number) => pageIn(browser, width);

  const open = (page: Page, path: string) => page.goto(`${stack.run().addresses.console}#${path}`);

  /** From the sign-in page over the provider's and back. */
  async function comeBy(page: Page, organization: string, sub: string): Promise<void> {
    await page.goto(stack.run().addresses.console);
    await page.getByRole('button', { name: 'Use your organization’s account' }).click();
    await page.getByRole('combobox', { name: 'Organization' }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Organization' }).click();
    await page.getByRole('option', { name: organization }).click();
    await picture(page, 'console-provider');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'The provider' }).waitFor();
    await page.getByLabel('Account').fill(sub);
    await page.getByRole('button', { name: 'Let me in' }).click();
  }

  it('is set up on the team page, lets staff in, and leaves nothing in address or history', async () => {
    const client = await StackClient.signedIn(stack.run(), 'manager');
    type Organizations = { items: { id: string; name: string }[] };
    const [organization] = (await client.must<Organizations>('GET', '/membership/v1/organizations')).items;
    const name = organization?.name ?? '';

    const admin = await newPage();
    await signInAs('admin', admin, stack.run());
    await open(admin, '/team');
    const section = admin.getByRole('region', { name: 'Sign-in of the organization' });
    await admin.getByRole('combobox', { name: /^Organization/ }).click();
    await admin.getByRole('option', { name }).click();
    await section.getByLabel(/^Issuer/).fill('https://127.0.0.1');
    await section.getByLabel(/^Client ID/).fill(provider.clientId);
    await section.getByLabel(/^Client secret/).fill(provider.clientSecret);
    await section.getByRole('button', { name: 'Set up' }).click();
    await section.getByText(/The issuer must be where an OpenID provider/).waitFor();
    expect(await violationsInBothThemes(admin)).toEqual([]);
    await section.getByLabel(/^Issuer/).fill(provider.issuer);
    await section.getByRole('button', { name: 'Set up' }).click();
    await section.getByText(`People may sign in by ${provider.issuer}.`).waitFor();
    await picture(admin, 'console-identity-provider');

    const page = await newPage(320);
    await comeBy(page, name, 'maya');
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
    expect(page.url()).not.toMatch(/code=|state=|oidc/);
    const { cookies } = await page.context().storageState();
    expect(cookies.filter(({ domain }) => domain === 'localhost').map((one) => one.name)).toEqual([
      '__Host-oc_session',
    ]);
    await page.goBack();
    expect(page.url()).not.toMatch(/code=/);

    const stranger = await newPage();
    await comeBy(stranger, name, 'mallory');
    await stranger.getByText(/^Your organization did not sign you in here/).waitFor();
    expect(await violationsInBothThemes(stranger)).toEqual([]);
    await stranger.getByRole('link', { name: 'Sign in another way' }).click();
    await stranger.getByLabel('Email').waitFor();

    const shared = await newPage();
    await open(shared, `/login?organization=${organization?.id}`);
    await shared.getByRole('combobox', { name: 'Organization' }).getByText(name).waitFor();

    await section.getByRole('button', { name: 'Remove the provider' }).click();
    await section.getByText(/^No provider is set up/).waitFor();
    await shared.getByRole('button', { name: 'Continue' }).click();
    await shared.getByText(/^Your organization did not sign you in here/).waitFor();
  }, 240_000);
});
