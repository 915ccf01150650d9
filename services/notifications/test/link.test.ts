import { randomUUID } from 'node:crypto';
import { newId, type PersonId, type PersonLinkRequested } from '@opencircle/contracts';
import { startNotifications, until, type TestNotifications } from './service.js';

let service: TestNotifications;
beforeAll(async () => (service = await startNotifications()));
afterAll(() => service.stop());

const SECRET = 'c2VjcmV0LW9mLWEtbGluaw';

function someLink(purpose: PersonLinkRequested['purpose'], minutes = 15) {
  const personId = newId<PersonId>();
  const linkId = randomUUID();
  const email = `${linkId}@example.org`;
  service.membership.knows({ personId, email, displayName: 'Wren', language: 'en' });
  const now = Date.now();
  const requested: PersonLinkRequested = {
    personId,
    linkId,
    purpose,
    requestedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + minutes * 60_000).toISOString(),
  };
  return {
    requested,
    email,
    link: { linkId, personId, url: `https://opencircle.example/console/#/link?token=${SECRET}` },
  };
}

const deliveryOf = async (linkId: string) => {
  const [row] = await service.query<{ state: string; error: string | null; template: string }>(
    'SELECT state, last_error_code AS error, template FROM delivery WHERE link_id = $1',
    [linkId],
  );
  return row;
};

describe('a link that was asked for', () => {
  it.each([
    ['sign-in', 'Your link'],
    ['password-reset', 'Your new password'],
  ] as const)('for %s comes by mail, once, and its secret is kept nowhere', async (purpose, subject) => {
    const { requested, email, link } = someLink(purpose);
    service.membership.links.set(link.linkId, link);
    const eventId = newId<string>();
    await service.askLink(requested, eventId);
    await service.askLink(requested, eventId);
    await until('it is sent', async () => (await deliveryOf(link.linkId))?.state === 'sent');
    const mails = service.mail.to(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.header('subject')).toBe(subject);
    expect(mails[0]!.body).toContain(link.url);
    expect(mails[0]!.body).not.toContain('Wren');
    const rows = await service.query('SELECT d::text FROM delivery d UNION ALL SELECT i::text FROM inbox i');
    expect(JSON.stringify(rows)).not.toContain(SECRET);
  });

  it('of an invitation comes by mail as well', async () => {
    const { requested, email, link } = someLink('sign-in');
    service.membership.links.set(link.linkId, link);
    const { personId, linkId: invitationId, requestedAt: invitedAt, expiresAt } = requested;
    await service.invite({ personId, invitationId, invitedAt, expiresAt });
    await until('it is sent', async () => (await deliveryOf(link.linkId))?.state === 'sent');
    expect(service.mail.to(email).map((mail) => mail.header('subject'))).toEqual(['An invitation']);
  });

  it('is not sent when membership does not know it any more, when it is somebody else\u2019s, or when it is over', async () => {
    const [used, foreign, over] = [someLink('sign-in'), someLink('sign-in'), someLink('sign-in', 0)];
    service.membership.links.set(foreign.link.linkId, { ...foreign.link, personId: newId<PersonId>() });
    service.membership.links.set(over.link.linkId, over.link);
    for (const { requested } of [used, foreign, over]) await service.askLink(requested);
    for (const { link, email } of [used, foreign, over]) {
      await until('it is settled', async () => (await deliveryOf(link.linkId))?.state === 'failed');
      expect((await deliveryOf(link.linkId))?.error).toBe('link-over');
      expect(service.mail.to(email)).toHaveLength(0);
    }
  });

  it('waits for membership to answer', async () => {
    const { requested, email, link } = someLink('sign-in');
    service.membership.links.set(link.linkId, link);
    service.membership.broken = 503;
    await service.askLink(requested);
    await until('it was tried', async () => (await deliveryOf(link.linkId))?.error === 'membership-503');
    service.membership.broken = undefined;
    await until('it is sent', async () => (await deliveryOf(link.linkId))?.state === 'sent');
    expect(service.mail.to(email)).toHaveLength(1);
  });
});
