import type { Page } from 'playwright-core';
import { violationsInBothThemes } from './browser.js';

/** On the security page: at first with a current password that is none, which changes nothing. */
export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  const change = page.getByRole('button', { name: 'Change the password' });
  await page.getByLabel(/^Current password/).fill('not this one at all');
  await page.getByLabel(/^New password/).fill(next);
  await change.click();
  await page.getByText('This is not your current password.').first().waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByLabel(/^Current password/).fill(current);
  await change.click();
  await page.getByText(/^The password is changed/).waitFor();
}
