import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { SoftwarePasskey, type KeptPasskey, type RequestOptions } from '@opencircle/software-passkey';
import type { RunFile } from '@opencircle/testing';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/** Chromium, headless, and unable to reach anything but this machine. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // The package's own arguments run all pages in one process, where a busy page stalls the others.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
    headless: true,
  });
}

/** A page of somebody new, so many pixels wide, that waits no longer than twenty seconds for anything. */
export async function pageIn(browser: Browser, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/**
 * Signs in to the console as the demo account of that role, with its passkey where it has one: a code from its
 * authenticator works once in thirty seconds, and the stack's start has used one.
 */
export async function signInAs(role: string, page: Page, run: RunFile): Promise<void> {
  const account = run.accounts.find((each) => each.role === role);
  if (account === undefined) throw new Error(`no account with the role ${role}`);
  await page.goto(run.addresses.console);
  // Before the form stands there, the page still signs out whoever was here, and would a session begun meanwhile.
  await page.getByLabel('Email').waitFor();
  if (account.passkey !== undefined) await signInWithPasskey(page, account.passkey);
  else {
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel(/^Password/).fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
}

type Asked = { challenge: string; passkey: RequestOptions };

/** The page asks and answers, so that its browser keeps the cookie; the key is held here. */
async function signInWithPasskey(page: Page, passkey: KeptPasskey): Promise<void> {
  const asked = (await post(page, '/api/membership/v1/passkey-challenges', {})) as Asked;
  const answer = SoftwarePasskey.from(passkey).authenticate(asked.passkey, new URL(page.url()).origin);
  await post(page, '/session/challenges', { challenge: asked.challenge, factor: 'passkey', answer });
  await page.reload();
}

function post(page: Page, path: string, body: unknown): Promise<unknown> {
  return page.evaluate(
    async ([to, content]) => {
      const headers = { 'content-type': 'application/json', 'x-opencircle-csrf': '1' };
      const response = await fetch(to, { method: 'POST', headers, body: JSON.stringify(content) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${to} answered ${response.status}: ${text}`);
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
    [path, body] as const,
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; impact: string | null; help: string; nodes: { html: string }[] };

/** What axe holds to be serious or critical on the page as it stands, as lines to read. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`);
}

/** Looks at the page in both themes; the violations found, each with its theme. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    found.push(...(await seriousViolations(page)).map((line) => `${colorScheme} ${line}`));
  }
  return found;
}

/** Colours fade from one theme to the other; axe and pictures must see the end of it. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(100);
  await page.evaluate(`Promise.allSettled(
    document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished),
  )`);
}

/** Keeps a picture of the page when SCREENSHOTS names a folder, for the README. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
