import type { Page } from 'playwright-core';
import { violationsInBothThemes } from './browser.js';

type Desk = {
  readonly newPage: () => Promise<Page>;
  readonly signedIn: (role: string, width?: number) => Promise<Page>;
  readonly signInWithPassword: (page: Page, email: string, password: string) => Promise<void>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
  readonly idOf: (page: Page) => Promise<string>;
  /** A moderator, who has second factors. */
  readonly newcomer: { readonly email: string; readonly password: string };
};

/** What an admin does to somebody's account, and what they see of it. */
export function accountFlow({ newPage, signedIn, signInWithPassword, open, idOf, newcomer }: Desk): void {
  it('disables an account, which ends its sessions, and enables it', async () => {
    const page = await signedIn('manager');
    await open(page, '/listings');
    const id = await idOf(page);
    const admin = await signedIn('admin');
    await open(admin, `/people/${id}/show`);
    await admin.getByRole('button', { name: 'Disable the account' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Disable the account' }).click();
    await admin.getByText('disabled', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await admin.getByRole('button', { name: 'Enable the account' }).click();
    await admin.getByText('active', { exact: true }).waitFor();
  }, 120_000);

  it('removes the factors of who lost them all, who then sets up a new one', async () => {
    const page = await newPage();
    await signInWithPassword(page, newcomer.email, newcomer.password);
    await page.getByRole('button', { name: 'Use a recovery code' }).waitFor();

    const admin = await signedIn('admin');
    await open(admin, `/people/${await idOf(admin)}/show`);
    await admin.getByText(/^This is your own account: another admin/).waitFor();
    await open(admin, '/people');
    await admin.getByRole('link', { name: 'Nora' }).waitFor();
    await admin.setViewportSize({ width: 390, height: 844 });
    await admin.getByRole('link', { name: 'Nora' }).click();
    const ask = 'Remove their second factors';
    await admin.getByRole('button', { name: ask }).click();
    const dialog = admin.getByRole('dialog', { name: 'Remove the second factors of Nora?' });
    await dialog.waitFor();
    expect(await violationsInBothThemes(admin)).toEqual([]);
    await dialog.getByRole('button', { name: ask }).click();
    await admin.getByText('There are no second factors any more.').waitFor();

    await page.reload();
    await signInWithPassword(page, newcomer.email, newcomer.password);
    await page.getByText(/^Your role needs a second factor, and you have none yet/).waitFor();
  }, 120_000);
}
