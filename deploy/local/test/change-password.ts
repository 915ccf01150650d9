import type { Page } from 'playwright-core';
import { violationsInBothThemes } from './browser.js';

/** On the security page: at first with a current password that is none, which changes nothing. */
export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  const change = page.getByRole('button', { name: 'Change the password' });
  await page.getByLabel(/^Current password/).fill('not this one at all');
  await page.getByLabel(/^New password/).fill(next);
  await askInVain(page);
  expect(await page.getByLabel(/^New password/).inputValue()).toBe(next);
  await change.click();
  await page.getByText(/^This is not your current password\./).waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByLabel(/^Current password/).fill(current);
  await change.click();
  await page.getByText(/^The password is changed/).waitFor();
}

/** The page asks anew when it is online again, and membership does not answer; then it does. */
async function askInVain(page: Page): Promise<void> {
  const factors = '**/v1/me/factors';
  await page.route(factors, (route) => route.fulfill({ status: 503 }));
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  const refused = page.getByText('No answer. Check the connection, then try again.');
  await refused.first().waitFor();
  await page.unroute(factors);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await refused.first().waitFor({ state: 'detached' });
}
