import { newId } from '@opencircle/contracts';
import { someVisit, startNotifications, until, type TestNotifications } from './service.js';

let service: TestNotifications;
beforeAll(async () => (service = await startNotifications()));
afterAll(() => service.stop());

const deliveriesOf = (listingId: string) =>
  service.query<{ state: string; attempts: number; error: string | null; template: string }>(
    `SELECT state, attempts, last_error_code AS error, template FROM delivery WHERE listing_id = $1 ORDER BY template`,
    [listingId],
  );

async function bothSent(listingId: string): Promise<void> {
  await until('both are sent', async () => (await deliveriesOf(listingId)).every(({ state }) => state === 'sent'));
}

describe('a booked visit', () => {
  it('sends one discreet mail to the visitor and one to the facilitator', async () => {
    const { visit, visitor, facilitator } = await someVisit(service);
    await service.book(visit);
    await bothSent(visit.listingId);
    const [[toVisitor], [toStaff]] = [service.mail.to(visitor.email), service.mail.to(facilitator.email)];
    expect(toVisitor!.header('from')).toBe('OpenCircle <post@opencircle.example>');
    expect(toVisitor!.header('subject')).toBe('Your booking');
    expect(toVisitor!.header('auto-submitted')).toBe('auto-generated');
    expect(toVisitor!.header('content-type')).toMatch(/^text\/plain/);
    expect(toVisitor!.body).toContain('Tuesday, November 25, 2036 at 7:00 PM PST');
    expect(toVisitor!.body).toContain(`https://opencircle.example/groups/${visit.listingId}`);
    expect(toStaff!.header('subject')).toBe('A new booking');
    expect(toStaff!.body).toContain('https://opencircle.example/console/');
    for (const { raw, to } of [toVisitor!, toStaff!]) {
      expect(to).toHaveLength(1);
      expect(raw).not.toMatch(/depression|wren|x-mailer/i);
    }
  });

  it('writes Spanish to whom membership says so, letters and all', async () => {
    const { visit, visitor } = await someVisit(service, { language: 'es-MX' });
    await service.book(visit);
    await bothSent(visit.listingId);
    const [mail] = service.mail.to(visitor.email);
    expect(mail!.header('subject')).toBe('Tu reserva');
    expect(mail!.body).toContain('Tu reserva está confirmada para:');
    expect(mail!.body).toContain('martes, 25 de noviembre de 2036, 19:00 GMT-8');
  });

  it('makes no more deliveries when the event is handled twice', async () => {
    const { visit, visitor } = await someVisit(service);
    const eventId = newId<string>();
    await service.book(visit, eventId);
    await service.book(visit, eventId);
    await bothSent(visit.listingId);
    await service.book(visit, eventId);
    expect(await deliveriesOf(visit.listingId)).toHaveLength(2);
    expect(service.mail.to(visitor.email)).toHaveLength(1);
  });

  it('waits for a listing that has not been heard of yet', async () => {
    const { visit, visitor } = await someVisit(service, { publish: false });
    await service.book(visit);
    await until('it was tried', async () => (await deliveriesOf(visit.listingId))[0]!.error === 'listing-unknown');
    await service.publish(visit.listingId);
    await bothSent(visit.listingId);
    expect(service.mail.to(visitor.email)).toHaveLength(1);
  });

  it('keeps neither names nor addresses', async () => {
    const tables = await service.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const rows = await Promise.all(tables.map(({ name }) => service.query(`SELECT t::text FROM "${name}" t`)));
    const dump = JSON.stringify(rows).toLowerCase();
    expect(dump).toContain('visit-confirmed');
    for (const word of ['example.org', 'wren', 'somebody']) expect(dump).not.toContain(word);
  });
});

describe('when something is down', () => {
  it('sends exactly one mail each once the SMTP server is back', async () => {
    const { visit, visitor, facilitator } = await someVisit(service);
    await service.mail.stop();
    await service.book(visit);
    await until('it was tried twice', async () => (await deliveriesOf(visit.listingId))[0]!.attempts > 1);
    expect((await deliveriesOf(visit.listingId))[0]!.error).toMatch(/^smtp-e/);
    await service.mail.start();
    await bothSent(visit.listingId);
    expect([service.mail.to(visitor.email).length, service.mail.to(facilitator.email).length]).toEqual([1, 1]);
  });

  it('asks again when membership fails, with a fresh token when the old one is not taken', async () => {
    const { visit, visitor } = await someVisit(service);
    service.membership.broken = 503;
    await service.book(visit);
    await until('it was tried', async () => (await deliveriesOf(visit.listingId))[0]!.error === 'membership-503');
    service.membership.broken = undefined;
    service.membership.oldestToken = service.membership.seen.tokens + 1;
    await bothSent(visit.listingId);
    expect(service.mail.to(visitor.email)).toHaveLength(1);
    expect(service.membership.seen.tokens).toBe(service.membership.oldestToken);
    expect(service.membership.seen.batches).toBeGreaterThan(1);
  });

  it('tries again after a refusal', async () => {
    const { visit, visitor } = await someVisit(service);
    service.mail.refuse = 550;
    await service.book(visit);
    await until('it was refused', async () => (await deliveriesOf(visit.listingId))[0]!.error === 'smtp-550');
    service.mail.refuse = undefined;
    await bothSent(visit.listingId);
    expect(service.mail.to(visitor.email)).toHaveLength(1);
  });

  it('sends again what a sender left behind when it died, with the same Message-ID', async () => {
    const { visit, visitor } = await someVisit(service);
    await service.book(visit);
    await bothSent(visit.listingId);
    await service.query(
      `UPDATE delivery SET state = 'sending', settled_at = NULL, lease_until = now() - interval '1 second'
       WHERE recipient_id = $1`,
      [visitor.personId],
    );
    await bothSent(visit.listingId);
    const ids = service.mail.to(visitor.email).map((mail) => mail.header('message-id'));
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@opencircle\.example>$/);
  });

  it('fails, and says why, when there is nobody to reach or the session has begun', async () => {
    const gone = await someVisit(service);
    service.membership.contacts.delete(gone.visitor.personId);
    const past = await someVisit(service);
    await service.book(gone.visit);
    await service.book({ ...past.visit, sessionStart: '2026-01-01T00:00:00.000Z' });
    const codes = async () =>
      [...(await deliveriesOf(gone.visit.listingId)), ...(await deliveriesOf(past.visit.listingId))].map(
        ({ state, error }) => error ?? state,
      );
    await until('all are settled', async () => !(await codes()).some((code) => ['queued', 'sending'].includes(code)));
    expect(await codes()).toEqual(['no-contact', 'sent', 'session-begun', 'session-begun']);
  });
});

const itemsOf = ({ body }: { body: unknown }) => (body as { items: { id: string; lastErrorCode: string }[] }).items;

describe('GET /v1/deliveries', () => {
  it('shows ops states and codes, newest first, and neither people nor groups', async () => {
    const all = await service.get('/v1/deliveries?limit=100', [{ role: 'ops' }]);
    const ids = itemsOf(all).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().reverse());
    expect(Object.keys(itemsOf(all)[0]!).sort()).toEqual([
      ...['attempts', 'id', 'lastErrorCode', 'nextAttemptAt', 'queuedAt', 'settledAt', 'state', 'template'],
    ]);
    const failed = await service.get('/v1/deliveries?state=failed', [{ role: 'admin' }]);
    expect(
      itemsOf(failed)
        .map(({ lastErrorCode }) => lastErrorCode)
        .sort(),
    ).toEqual([...['no-contact', 'session-begun', 'session-begun']]);
    const first = await service.get('/v1/deliveries?limit=1', [{ role: 'ops' }]);
    const second = await service.get(`/v1/deliveries?limit=1&cursor=${first.body.next}`, [{ role: 'ops' }]);
    expect([itemsOf(first)[0]!.id, itemsOf(second)[0]!.id]).toEqual(ids.slice(0, 2));
  });

  it('is for ops and admins alone', async () => {
    expect((await service.get('/v1/deliveries')).status).toBe(401);
    expect((await service.get('/v1/deliveries', [{ role: 'moderator' }])).status).toBe(403);
    expect((await service.get('/v1/deliveries?state=lost', [{ role: 'ops' }])).status).toBe(400);
  });

  it('counts attempts for Prometheus', async () => {
    const metrics = (await service.app.inject({ method: 'GET', url: '/metrics' })).body;
    expect(metrics).toMatch(/delivery_attempts_total\{template="visit-confirmed",outcome="sent"\} \d/);
  });
});
