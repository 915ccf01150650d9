import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TokenIssuer, type RoleGrant } from '@opencircle/auth';
import {
  listingPublished,
  newId,
  type CloudEvent,
  type ListingId,
  type MembershipId,
  type OrganizationId,
  type PersonId,
  type PersonInvited,
  type PersonLinkRequested,
  type VisitBooked,
} from '@opencircle/contracts';
import { EventContext } from '@opencircle/messaging';
import { asSystem, dataSource, migrate, Transactions, type Db } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { OnPersonInvited } from '../src/delivery/on-person-invited.js';
import { OnPersonLinkRequested } from '../src/delivery/on-person-link-requested.js';
import { OnVisitBooked } from '../src/delivery/on-visit-booked.js';
import { OnListingPublished } from '../src/listing/on-listing-published.js';
import { notifications } from '../src/service.js';
import { FakeMembership, secret } from './fake-membership.js';
import { MailServer } from './mail-server.js';

const published = listingPublished.schema.parse(listingPublished.sample);

/** The whole service with its database, an SMTP server and the part of membership that it calls. */
export async function startNotifications() {
  const [database, prefix] = await Promise.all([testDatabase(), topicPrefix()]);
  await migrate(database.ownerUrl, notifications.migrations);
  const source = await dataSource({ url: database.ownerUrl, name: 'test' }).initialize();
  const [mail, membership] = [new MailServer(), new FakeMembership()];
  await mail.start();
  const issuer = await TokenIssuer.of({
    issuer: 'http://membership.test',
    signingKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  });
  const variables = {
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    ISSUER: 'http://membership.test',
    JWKS_URL: 'http://membership.test/.well-known/jwks.json',
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: prefix,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'OpenCircle <post@opencircle.example>',
    MEMBERSHIP_URL: await membership.start(),
    SERVICE_SECRET: secret,
    PUBLIC_URL: 'https://opencircle.example',
  };
  const app = await createApplication(notifications, { variables, keys: issuer.keys() });
  const tx = app.get(Transactions);

  return {
    app,
    mail,
    membership,
    query: <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => source.query(sql, parameters),
    publish: async (listingId: ListingId, name = 'Depression circle'): Promise<void> => {
      const content = {
        ...published.content,
        name,
        series: { ...published.content.series, zone: 'America/Los_Angeles' },
      };
      const context = (db: Db) => new EventContext(db, {} as CloudEvent);
      const handler = app.get(OnListingPublished, { strict: false });
      await asSystem(() => tx.run((db) => handler.run({ ...published, listingId, content }, context(db))));
    },
    book: async (visit: VisitBooked, eventId = newId<string>()): Promise<void> => {
      const handler = app.get(OnVisitBooked, { strict: false });
      const context = (db: Db) => new EventContext(db, { id: eventId } as CloudEvent);
      await asSystem(() => tx.run((db) => handler.run(visit, context(db))));
    },
    askLink: async (link: PersonLinkRequested, eventId = newId<string>()): Promise<void> => {
      const handler = app.get(OnPersonLinkRequested, { strict: false });
      await asSystem(() => tx.run((db) => handler.run(link, new EventContext(db, { id: eventId } as CloudEvent))));
    },
    invite: async (invited: PersonInvited): Promise<void> => {
      const handler = app.get(OnPersonInvited, { strict: false });
      const event = { id: newId<string>() } as CloudEvent;
      await asSystem(() => tx.run((db) => handler.run(invited, new EventContext(db, event))));
    },
    get: async (url: string, roles?: RoleGrant[]) => {
      const token = roles && (await issuer.issue({ kind: 'person', id: newId<PersonId>(), roles })).accessToken;
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await app.inject({ method: 'GET', url, headers });
      return { status: answer.statusCode, body: answer.json<{ next: string | null }>() };
    },
    stop: async (): Promise<void> => {
      await app.close();
      await Promise.all([mail.stop(), source.destroy()]);
      membership.stop();
      await database.drop();
    },
  };
}

export type TestNotifications = Awaited<ReturnType<typeof startNotifications>>;

let people = 0;

/** A visit of somebody whom membership knows, to a group that is published, with one of the staff to tell. */
export async function someVisit(service: TestNotifications, { language = 'en', publish = true } = {}) {
  const person = (tag: string): { personId: PersonId; email: string } => {
    const contact = { personId: newId<PersonId>(), email: `somebody${people++}@example.org` };
    service.membership.knows({ ...contact, displayName: 'Wren Visitor', language: tag });
    return contact;
  };
  const [visitor, facilitator] = [person(language), person('en')];
  const listingId = newId<ListingId>();
  if (publish) await service.publish(listingId);
  const visit: VisitBooked = {
    membershipId: newId<MembershipId>(),
    personId: visitor.personId,
    listingId,
    organizationId: newId<OrganizationId>(),
    sessionStart: '2036-11-26T03:00:00.000Z',
    facilitatorIds: [facilitator.personId],
    bookedAt: new Date().toISOString(),
  };
  return { visit, visitor, facilitator };
}

/** Asks again until the answer is true; fails after twenty seconds. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(50);
  }
}
