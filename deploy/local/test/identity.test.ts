import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataSource } from '@opencircle/persistence';
import { eventually, StackClient, stackPort, startStack, type Stack } from '@opencircle/testing';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { accountFlow } from './account-flow.js';
import { openBrowser, pageIn, picture, signInAs, violationsInBothThemes } from './browser.js';
import { changePassword } from './change-password.js';
import { inactivityFlow } from './inactivity-flow.js';
import { secondSignInFlow } from './second-sign-in-flow.js';
import { suspensionFlow } from './suspension-flow.js';
import { teamFlows } from './team-flows.js';

const root = resolve(import.meta.dirname, '../../..');

/** Somebody whom an admin makes a moderator, and who has no second factor yet. */
const NEWCOMER = { email: 'nora.newcomer@example.org', password: 'seven teal kayaks at dusk' };
const NEXT_PASSWORD = 'nine amber lanterns by noon';

/** People sign in in every way, look after their account, and lose a role while the page is open. */
describe('identity in the console', () => {
  let stack: Stack;
  let data: string;
  let browser: Browser;

  beforeAll(async () => {
    data = mkdtempSync('/tmp/opencircle-identity-');
    [stack, browser] = await Promise.all([
      startStack(root, { port: stackPort(9200), data: join(data, 'data') }),
      openBrowser(),
    ]);
    const admin = await StackClient.signedIn(stack.run(), 'admin');
    await admin.must('POST', '/membership/v1/people', {
      ...NEWCOMER,
      displayName: 'Nora',
      platformRoles: ['moderator'],
    });
  }, 240_000);

  afterAll(async () => {
    await Promise.all([browser.close(), stack.stop()]);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const newPage = (width?: number) => pageIn(browser, width);

  async function signedIn(role: string, width?: number): Promise<Page> {
    const page = await newPage(width);
    await signInAs(role, page, stack.run());
    return page;
  }

  async function signInWithPassword(page: Page, email: string, password: string): Promise<void> {
    await page.goto(stack.run().addresses.console);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  const open = (page: Page, path: string) => page.goto(`${stack.run().addresses.console}#${path}`);
  const idOf = (page: Page) => page.evaluate<string>("fetch('/session').then((it) => it.json()).then(({ id }) => id)");
  const welcome = (page: Page) => page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  /** The stack's start may have used the code of now; that of the next thirty seconds is taken too (RFC 6238 §5.2). */
  const nextCode = (secret: string) => new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 });

  async function linkMailedTo(address: string, page: 'link' | 'new-password' | 'invitation'): Promise<string> {
    type Mail = { to: string[]; text: string };
    const { mail } = stack.run().addresses;
    return eventually(`a mail to ${address}`, async () => {
      const { items } = (await (await fetch(new URL('api/messages', mail))).json()) as { items: Mail[] };
      const texts = items.filter(({ to }) => to.includes(address)).map(({ text }) => text);
      return texts.map((text) => /https?:\/\/\S+/.exec(text)?.[0]).find((url) => url?.includes(`#/${page}?token=`));
    });
  }

  /** A browser's own authenticator, which has a passkey ready without asking anybody. */
  async function addAuthenticator(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  it('lets in with a password and a code, and not with a wrong code', async () => {
    const page = await newPage();
    const account = stack.run().accounts.find(({ role }) => role === 'moderator');
    await signInWithPassword(page, account?.email ?? '', account?.password ?? '');
    const code = page.getByLabel(/^Code from your authenticator app/);
    await code.fill('000000');
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText(/This did not confirm who you are/).waitFor();
    await code.fill(nextCode(account?.totpSecret ?? ''));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await welcome(page);
  }, 120_000);

  it('lets in by a link of a mail, whose token leaves the address at once and works once', async () => {
    const page = await newPage();
    const email = stack.run().accounts.find(({ role }) => role === 'manager')?.email ?? '';
    await page.goto(stack.run().addresses.console);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByLabel('Email').fill(email);
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the mail' }).click();
    await page.getByText(/a mail is on its way/).waitFor();
    await picture(page, 'console-mail-link');

    const url = await linkMailedTo(email, 'link');
    await page.goto('about:blank');
    await page.goto(url);
    await page.getByText('Your link is here.').waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate('document.referrer')).toBe('');
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-link');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await welcome(page);

    const again = await newPage();
    await again.goto(url);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.getByText('This link does not work any more.').waitFor();
  }, 120_000);

  it('adds a passkey, and then lets in with it alone', async () => {
    const page = await signedIn('manager');
    await addAuthenticator(page);
    await page.getByRole('button', { name: 'Maya Manager' }).click();
    await page.getByRole('menuitem', { name: 'Security' }).click();
    const passkeys = page.getByRole('region', { name: 'Passkey' });
    await passkeys.getByLabel('Name for it').fill('This laptop');
    await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Passkey: This laptop').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-security');

    await page.getByRole('button', { name: 'Maya Manager' }).click();
    await page.getByRole('menuitem', { name: 'Logout' }).click();
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    expect(await page.getByText('Your session has ended.').count()).toBe(0);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await welcome(page);
    await open(page, '/security');
    await page.getByText('with a second factor', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove This laptop' }).click();
    await page.getByText(/^You have none\./).waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
  }, 120_000);

  it('leads a moderator without second factor to enrol one, and then the role is of use', async () => {
    const page = await newPage();
    await signInWithPassword(page, NEWCOMER.email, NEWCOMER.password);
    await page.getByText(/^Your role needs a second factor/).waitFor();
    await open(page, '/cases');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.getByRole('img', { name: /^QR code/ }).waitFor();
    const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-enrol');
    await page.getByLabel(/^Code that the app shows/).fill(new TOTP({ secret }).generate());
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('Authenticator app: Authenticator').waitFor();
    await page.getByRole('menuitem', { name: 'Moderation' }).waitFor();

    const { databases } = stack.run();
    const owner = await dataSource({ url: databases.membership.ownerUrl, name: 'owner', poolSize: 1 }).initialize();
    await owner.query("UPDATE session SET confirmed_at = now() - interval '1 hour'");
    await owner.destroy();
    await page.getByRole('button', { name: 'Make new recovery codes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel(/^Code from your authenticator app/).fill(nextCode(secret));
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, 'console-confirm');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    const recovery = await codes.first().innerText();
    await picture(page, 'console-recovery-codes');
    await open(page, '/cases');
    await page.getByRole('heading', { name: 'Moderation', level: 1 }).waitFor();

    await open(page, '/security');
    await changePassword(page, NEWCOMER.password, 'eight brass lamps at the quay');

    const other = await newPage();
    await other.goto(stack.run().addresses.console);
    await other.getByRole('button', { name: 'I forgot my password' }).click();
    await other.getByLabel('Email').fill(NEWCOMER.email);
    await other.getByRole('button', { name: 'Send the mail' }).click();
    await other.goto(await linkMailedTo(NEWCOMER.email, 'new-password'));
    await other.getByLabel(/^New password/).fill('password');
    expect(other.url()).not.toContain('token');
    await other.getByRole('button', { name: 'Set the password' }).click();
    await other.getByText(/^This password is too short/).waitFor();
    await other.getByLabel(/^New password/).fill(NEXT_PASSWORD);
    await other.getByRole('button', { name: 'Set the password' }).click();
    await other.getByText(/^Your new password holds/).waitFor();
    expect(await violationsInBothThemes(other)).toEqual([]);
    await picture(other, 'console-new-password');

    await signInWithPassword(other, NEWCOMER.email, NEXT_PASSWORD);
    await other.getByRole('button', { name: 'Use a recovery code' }).click();
    await other.getByLabel(/^Recovery code/).fill(recovery);
    await other.getByRole('button', { name: 'Confirm' }).click();
    await welcome(other);
  }, 240_000);

  it('takes a role away from an open page within five seconds, and gives it back', async () => {
    const ops = await signedIn('ops');
    await open(ops, '/ops');
    await ops.getByRole('region', { name: 'matching' }).getByText('up', { exact: true }).waitFor();
    const opsId = await idOf(ops);

    const admin = await signedIn('admin');
    await open(admin, '/people');
    await admin.getByRole('link', { name: 'Nora' }).waitFor();
    expect(await violationsInBothThemes(admin)).toEqual([]);
    await picture(admin, 'console-people');
    await open(admin, `/people/${opsId}/show`);
    await admin.getByRole('button', { name: 'Take away: Operations' }).waitFor();
    expect(await violationsInBothThemes(admin)).toEqual([]);
    await picture(admin, 'console-person');
    await admin.getByRole('button', { name: 'Take away: Operations' }).click();
    await admin.getByText('Taken away: Operations.').waitFor();
    await ops.getByRole('heading', { name: 'This page is not for your role', level: 2 }).waitFor({ timeout: 5_000 });
    expect(await ops.getByRole('menuitem', { name: 'Operations' }).count()).toBe(0);

    await admin.getByRole('combobox', { name: /^Role/ }).click();
    await admin.getByRole('option', { name: 'Operations' }).click();
    await admin.getByRole('button', { name: 'Give the role' }).click();
    await admin.getByRole('button', { name: 'Take away: Operations' }).waitFor();
  }, 120_000);

  it('shows a team to its manager and lets an admin give and take a role there', async () => {
    const admin = await signedIn('admin');
    await open(admin, '/team');
    await admin.getByRole('heading', { name: 'Give a role' }).waitFor();
    await admin.getByLabel(/^Person/).click();
    await admin.getByRole('option', { name: 'Nora' }).click();
    await admin.getByRole('button', { name: 'Give the role' }).click();
    await admin.getByText('Nora: Manager').waitFor();
    expect(await violationsInBothThemes(admin)).toEqual([]);
    await picture(admin, 'console-team');
    await admin.getByRole('button', { name: 'Take away from Nora: Manager' }).click();
    await admin.getByText('Nora: Manager').waitFor({ state: 'detached' });

    const manager = await signedIn('manager', 320);
    await open(manager, '/team');
    await manager
      .getByText(/: Manager$/)
      .first()
      .waitFor();
    await manager.getByRole('button', { name: 'Profile' }).click();
    await manager.getByRole('menuitem', { name: 'Español' }).click();
    await manager
      .getByText(/: Gestión$/)
      .first()
      .waitFor();
    expect(await manager.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await violationsInBothThemes(manager)).toEqual([]);
    await open(manager, '/security');
    await manager.getByRole('heading', { name: 'Seguridad', level: 1 }).waitFor();
    expect(await manager.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await violationsInBothThemes(manager)).toEqual([]);
    await picture(manager, 'console-security-es-320');
  }, 120_000);

  accountFlow({
    newPage,
    signedIn,
    signInWithPassword,
    open,
    idOf,
    newcomer: { ...NEWCOMER, password: NEXT_PASSWORD },
  });
  secondSignInFlow({ stack: () => stack, signedIn, open });
  inactivityFlow({ stack: () => stack, newPage, open });
  teamFlows({ stack: () => stack, newPage, signedIn, signInWithPassword, open, mailedTo: linkMailedTo });
  suspensionFlow({ stack: () => stack, signedIn, open });
});
