import { eventually, StackClient, type Stack } from '@opencircle/testing';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { picture, violationsInBothThemes } from './browser.js';

/** What the flows need of the stack that runs, and of the pages that show it. */
export type Desk = {
  readonly stack: () => Stack;
  readonly newPage: (width?: number) => Promise<Page>;
  readonly signedIn: (role: string) => Promise<Page>;
  readonly signInWithPassword: (page: Page, email: string, password: string) => Promise<void>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
  readonly mailedTo: (address: string, page: 'invitation') => Promise<string>;
};

const OWNER = { email: 'olive.owner@example.org', password: 'six copper bells over the bay' };
const MANAGER = { email: 'mina.manager@example.org', password: 'four quiet otters by the weir' };
const NARROW = { width: 390, height: 844 };

/** People come to an organization, take it over, leave it; a moderator is for some of the world. */
export function teamFlows({ stack, newPage, signedIn, signInWithPassword, open, mailedTo }: Desk): void {
  /** Axe on the page as it is, and pictures of it wide and narrow, without a scroll bar at the bottom. */
  async function lookAt(page: Page, name: string): Promise<void> {
    const wide = page.viewportSize();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await picture(page, name);
    await page.setViewportSize(NARROW);
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    // The menu takes a moment to fold away.
    await eventually('the page is as narrow as the screen', async () => (await width()) === NARROW.width, 5);
    await picture(page, `${name}-390`);
    if (wide) await page.setViewportSize(wide);
  }

  /** An organization with Olive as its only owner. */
  async function makeOrganization(): Promise<void> {
    const admin = await StackClient.signedIn(stack().run(), 'admin');
    const { id } = await admin.must('POST', '/membership/v1/people', { ...OWNER, displayName: 'Olive' });
    const organization = { name: 'Harbour Circles', kind: 'affiliate' };
    const made = await admin.must('POST', '/membership/v1/organizations', organization);
    const staff = `/membership/v1/organizations/${String(made['id'])}/staff`;
    await admin.must('POST', staff, { personId: id, role: 'owner' });
  }

  /** On the page that asks for one. */
  async function enrolFactor(page: Page): Promise<void> {
    await page.getByText(/^Your role needs a second factor, and/).waitFor();
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
    await page.getByLabel(/^Code that the app shows/).fill(new TOTP({ secret }).generate());
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('Authenticator app: Authenticator').waitFor();
  }

  let olive: Page;
  let mina: Page;

  it('invites a manager, who accepts from the mail and makes an account', async () => {
    await makeOrganization();
    olive = await newPage();
    await signInWithPassword(olive, OWNER.email, OWNER.password);
    await enrolFactor(olive);
    await open(olive, '/team');
    const form = olive.getByRole('region', { name: 'Invite somebody' });
    await form.getByLabel(/^E-mail address/).fill(MANAGER.email);
    await form.getByRole('button', { name: 'Send the invitation' }).click();
    await olive.getByText(`${MANAGER.email}: Manager`).waitFor();
    await lookAt(olive, 'console-team-invited');

    const url = await mailedTo(MANAGER.email, 'invitation');
    mina = await newPage();
    await mina.goto(url);
    await mina.getByText('Harbour Circles invites you to work with them. Your role: Manager.').waitFor();
    expect(mina.url()).not.toContain('token');
    await lookAt(mina, 'console-invitation');
    await mina.getByLabel(/^Your name/).fill('Mina');
    await mina.getByLabel(/^Password/).fill('too short');
    await mina.getByRole('button', { name: 'Accept the invitation' }).click();
    await mina.getByText(/^This password is too short/).waitFor();
    await mina.getByLabel(/^Password/).fill(MANAGER.password);
    await mina.getByRole('button', { name: 'Accept the invitation' }).click();
    await mina.getByText('You are part of Harbour Circles now. Your role: Manager.').waitFor();
    await lookAt(mina, 'console-invitation-accepted');

    const again = await newPage();
    await again.goto(url);
    await again.getByText(/^This invitation does not work any more/).waitFor();
    await lookAt(again, 'console-invitation-over');
    await again.goto('about:blank');
    await open(again, '/invitation');
    await again.getByText(/^This page needs the link of a mail/).waitFor();

    await mina.getByRole('link', { name: 'Go to the console' }).click();
    await signInWithPassword(mina, MANAGER.email, MANAGER.password);
    await mina.getByRole('heading', { name: 'Welcome, Mina' }).waitFor();
    await olive.reload();
    await olive.getByText('Mina: Manager').waitFor();
  }, 180_000);

  it('moves ownership by an offer that is accepted, and lets the old owner leave', async () => {
    await open(olive, '/profile');
    await olive.getByRole('button', { name: 'Leave Harbour Circles' }).click();
    await olive.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await olive.getByText(/^An organization always has an owner/).waitFor();

    await open(olive, '/team');
    const ownership = olive.getByRole('region', { name: 'Ownership' });
    await ownership.getByLabel(/^To whom/).click();
    await olive.getByRole('option', { name: 'Mina' }).click();
    await ownership.getByRole('button', { name: 'Offer the ownership' }).click();
    const dialog = olive.getByRole('dialog', { name: 'Offer Harbour Circles to Mina?' });
    await dialog.waitFor();
    await lookAt(olive, 'console-ownership-dialog');
    await dialog.getByRole('button', { name: 'Offer the ownership' }).click();
    await ownership.getByText('Offered to Mina').waitFor();
    await ownership.getByRole('button', { name: 'Take the offer back' }).click();
    await ownership.getByLabel(/^To whom/).click();
    await olive.getByRole('option', { name: 'Mina' }).click();
    await ownership.getByRole('button', { name: 'Offer the ownership' }).click();
    await dialog.getByRole('button', { name: 'Offer the ownership' }).click();
    await ownership.getByText('Offered to Mina').waitFor();
    await lookAt(olive, 'console-ownership');

    await mina.reload();
    await mina.getByText('Harbour Circles is offered to you').waitFor();
    await lookAt(mina, 'console-home-offer');
    await mina.getByRole('link', { name: 'Look at the offer' }).click();
    await mina.getByText(/^Olive wants to hand Harbour Circles over to you/).waitFor();
    await lookAt(mina, 'console-profile-offer');
    await mina.getByRole('button', { name: 'Take it over' }).click();
    await enrolFactor(mina);
    await open(mina, '/profile');
    await mina.getByText('Owner, Manager').or(mina.getByText('Manager, Owner')).waitFor();

    await open(olive, '/profile');
    await olive.reload();
    await olive.getByText('Manager', { exact: true }).waitFor();
    await olive.getByRole('textbox', { name: 'Your name' }).fill('Olivia');
    await olive.getByRole('button', { name: 'Change the name' }).click();
    await olive.getByText('Your name is changed.').waitFor();
    await olive.getByRole('button', { name: 'Olivia' }).waitFor();
    await lookAt(olive, 'console-profile');
    await olive.getByRole('button', { name: 'Leave Harbour Circles' }).click();
    await olive.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await olive.getByText('You act for none.').waitFor();
    await mina.goto('about:blank');
    await open(mina, '/team');
    await mina.getByText('Mina: Owner').waitFor();
    expect(await mina.getByText(/^Oliv/).count()).toBe(0);
  }, 180_000);

  it('makes a moderator be for a region and an organization, and invites another', async () => {
    const admin = await signedIn('admin');
    await open(admin, '/people');
    await admin.getByRole('link', { name: 'Mo Moderator' }).click();
    await admin.getByText('For everything').waitFor();
    await admin.getByRole('button', { name: 'Change what it is for' }).click();
    await admin.getByRole('combobox', { name: 'Regions' }).fill('Irel');
    await admin.getByRole('option', { name: 'Ireland', exact: true }).click();
    await admin.getByRole('combobox', { name: 'Regions' }).fill('us-ca');
    await admin.keyboard.press('Enter');
    await admin.getByRole('combobox', { name: 'Organizations' }).fill('Harb');
    await admin.getByRole('option', { name: 'Harbour Circles' }).click();
    await lookAt(admin, 'console-moderator-scope');
    await admin.getByRole('button', { name: 'Save' }).click();
    await admin.getByText('Only for Ireland, United States, CA, Harbour Circles').waitFor();
    await admin.getByRole('button', { name: 'Change what it is for' }).click();
    await admin.getByRole('button', { name: 'Ireland' }).press('Backspace');
    await admin.getByRole('combobox', { name: 'Regions' }).fill('UK');
    await admin.keyboard.press('Enter');
    await admin.getByRole('button', { name: 'Save' }).click();
    await admin.getByText(/must be of a country that ISO 3166 knows/).waitFor();

    await open(admin, '/people');
    await admin.getByRole('link', { name: 'Invite' }).click();
    await admin.getByLabel(/^E-mail address/).fill('lena.lead@example.org');
    await admin.getByRole('combobox', { name: /^Role/ }).click();
    await admin.getByRole('option', { name: 'Lead moderator' }).click();
    await admin.getByRole('button', { name: 'Send the invitation' }).click();
    await admin.getByText('lena.lead@example.org: Lead moderator').waitFor();
    await lookAt(admin, 'console-invite-to-platform');
    const lena = await newPage();
    await lena.goto(await mailedTo('lena.lead@example.org', 'invitation'));
    await lena.getByText('You are invited to work on OpenCircle itself. Your role: Lead moderator.').waitFor();
    await lookAt(lena, 'console-invitation-to-platform');
  }, 180_000);
}
