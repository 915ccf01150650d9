import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { StackClient, type RunFile } from '@opencircle/testing';
import { TOTP } from 'otpauth';
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

/** Who has typed a code in this process: a code works once, so the next sign-in of the same account would have to wait. */
const typed = new Set<string>();

/**
 * Signs in to the console as the demo account of that role: with a code from its authenticator where it has one, and with
 * its passkey when a code has been used already.
 */
export async function signInAs(role: string, page: Page, run: RunFile): Promise<void> {
  const account = run.accounts.find((each) => each.role === role);
  if (account === undefined) throw new Error(`no account with the role ${role}`);
  const { email, password, totpSecret } = account;
  await page.goto(run.addresses.console);
  if (totpSecret !== undefined && typed.has(email)) await takeSessionOf(role, page, run);
  else {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    if (totpSecret !== undefined) {
      typed.add(email);
      await page.getByLabel(/^Code from your authenticator app/).fill(new TOTP({ secret: totpSecret }).generate());
      await page.getByRole('button', { name: 'Confirm' }).click();
    }
  }
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
}

/** A session that was begun elsewhere, with the account's passkey. */
async function takeSessionOf(role: string, page: Page, run: RunFile): Promise<void> {
  const client = await StackClient.signedIn(run, role);
  const { origin } = new URL(run.addresses.console);
  const cookies = client.cookies().map(([name, value]) => ({ name, value, url: origin, secure: true, httpOnly: true }));
  await page.context().addCookies(cookies);
  await page.reload();
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

/** Colours fade from one theme to the other; axe must see the end of it. */
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
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
