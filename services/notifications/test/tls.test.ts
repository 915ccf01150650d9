import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { testAuthority, type TestAuthority, type TestCertificate } from '@opencircle/testing';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import { askMembership } from '../src/contact/ask-membership.js';
import { environment } from '../src/environment.js';
import { Mailer } from '../src/mail/mailer.js';

let authority: TestAuthority;
let own: TestCertificate;
let foreign: TestCertificate;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  authority = await testAuthority();
  own = await authority.issue();
  foreign = await (await testAuthority('Somebody else')).issue();
  closing.push(authority.trust());
});

afterAll(() => Promise.all(closing.map((close) => close())));

/** What a server has heard, and over what. */
type Heard = { mails: number; secure: boolean[] };

async function startMail(certificate: TestCertificate, secure: boolean): Promise<{ port: number; heard: Heard }> {
  const heard: Heard = { mails: 0, secure: [] };
  const server = new SMTPServer({
    ...certificate,
    secure,
    disabledCommands: ['AUTH'],
    logger: false,
    closeTimeout: 100,
    onData: (stream, session, callback) => {
      heard.mails++;
      heard.secure.push(session.secure);
      stream.on('end', callback).resume();
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  closing.push(() => server.close());
  return { port: (listener.address() as AddressInfo).port, heard };
}

const rest = {
  MAIL_FROM: 'OpenCircle <post@opencircle.example>',
  MEMBERSHIP_URL: 'https://membership.example',
  SERVICE_SECRET: 'sixteen-or-more-chars',
  PUBLIC_URL: 'https://opencircle.example',
};

async function send(SMTP_URL: string): Promise<void> {
  const mailer = new Mailer(environment.parse({ ...rest, SMTP_URL }) as ConstructorParameters<typeof Mailer>[0]);
  closing.push(() => mailer.onApplicationShutdown());
  await mailer.send('wren@example.org', { subject: 'Your booking', text: 'Soon.' }, 'a-key');
}

test.each([
  ['smtps', true, ''],
  ['smtp', false, '?requireTLS=true'],
])('%s encrypts and verifies', async (protocol, secure, query) => {
  const mail = await startMail(own, secure);
  await send(`${protocol}://localhost:${mail.port}${query}`);
  expect(mail.heard).toEqual({ mails: 1, secure: [true] });
  const other = await startMail(foreign, secure);
  await expect(send(`${protocol}://localhost:${other.port}${query}`)).rejects.toMatchObject({
    code: 'smtp-untrusted',
    refused: false,
  });
  expect(other.heard.mails).toBe(0);
});

test('STARTTLS that is offered is verified, also where it is not asked for', async () => {
  const other = await startMail(foreign, false);
  await expect(send(`smtp://localhost:${other.port}`)).rejects.toMatchObject({ code: 'smtp-untrusted' });
});

test('a server that cannot encrypt gets no mail where that is asked for', async () => {
  let heard = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onData: (stream, _session, callback) => (heard++, stream.on('end', callback).resume()),
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  closing.push(() => server.close());
  const { port } = listener.address() as AddressInfo;
  await expect(send(`smtp://127.0.0.1:${port}?requireTLS=true`)).rejects.toMatchObject({ refused: false });
  expect(heard).toBe(0);
});

test('an address cannot switch verification off', () => {
  const faults = environment.safeParse({ ...rest, SMTP_URL: 'smtps://mail?tls.rejectUnauthorized=false' }).error
    ?.issues;
  expect(faults?.map(({ path }) => path)).toEqual([['SMTP_URL']]);
});

test.each([
  ['own', 'answers'],
  ['foreign', 'membership-untrusted'],
])('membership with a certificate of %s authority: %s', async (whose, outcome) => {
  const server = createServer(whose === 'own' ? own : foreign, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"said":"answers"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => (server.closeAllConnections(), server.close()));
  const url = `https://localhost:${(server.address() as AddressInfo).port}/v1/service-tokens`;
  const asked = askMembership(z.object({ said: z.string() }), url, {}).then(
    ({ said }) => said,
    (error: unknown) => (error as { code: string }).code,
  );
  expect(await asked).toBe(outcome);
});
