import { eventually, type Stack } from '@opencircle/testing';
import type { Page } from 'playwright-core';

export type SignInDesk = {
  readonly stack: () => Stack;
  readonly signedIn: (role: string) => Promise<Page>;
  readonly open: (page: Page, path: string) => Promise<unknown>;
};

type Sessions = { items: { id: string; current: boolean }[] };

/** Somebody signs in where they are signed in already, and has a page open in another browser meanwhile. */
export function secondSignInFlow({ stack, signedIn, open }: SignInDesk): void {
  const sessionsOf = (page: Page) =>
    page.evaluate<Sessions>("fetch('/api/membership/v1/me/sessions').then((it) => it.json())");
  const currentOf = async (page: Page) => (await sessionsOf(page)).items.find(({ current }) => current)?.id;
  const cookieOf = async (page: Page) =>
    (await page.context().cookies()).find(({ name }) => name === '__Host-oc_session')?.value;

  it('ends the session that the browser had, and renews a page elsewhere unseen', async () => {
    const [here, elsewhere] = [await signedIn('manager'), await signedIn('manager')];
    const [former, other] = [await currentOf(here), await currentOf(elsewhere)];
    expect((await sessionsOf(elsewhere)).items.map(({ id }) => id)).toEqual(expect.arrayContaining([former, other]));
    await open(elsewhere, '/listings');
    await elsewhere.getByRole('heading', { level: 1 }).waitFor();
    const cookie = await cookieOf(elsewhere);
    const refused: string[] = [];
    elsewhere.on('response', (response) => response.status() === 401 && refused.push(response.url()));

    const { email, password } = stack()
      .run()
      .accounts.find(({ role }) => role === 'manager')!;
    const status = await here.evaluate(
      async (given) => {
        const headers = { 'content-type': 'application/json', 'x-opencircle-csrf': '1' };
        return (await fetch('/session', { method: 'POST', headers, body: JSON.stringify(given) })).status;
      },
      { email, password },
    );
    expect(status).toBe(204);

    await eventually('the token of before is refused elsewhere, and the session renewed', async () => {
      await sessionsOf(elsewhere);
      return (await cookieOf(elsewhere)) !== cookie;
    });
    const ids = (await sessionsOf(elsewhere)).items.map(({ id }) => id);
    expect(ids).not.toContain(former);
    expect(ids).toEqual(expect.arrayContaining([other, await currentOf(here)]));
    expect(await currentOf(elsewhere)).toBe(other);
    await open(elsewhere, '/team');
    await elsewhere.getByRole('heading', { level: 1 }).waitFor();
    expect(await elsewhere.getByLabel('Email').count()).toBe(0);
    expect(refused).toEqual([]);
  }, 120_000);
}
