import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { request } from 'node:http';
import { freePort } from '@opencircle/backing-services';
import { startMailCatcher, type MailCatcher } from './mail-catcher.js';
import { MailBox } from './mail-box.js';

let catcher: MailCatcher;
let smtpPort: number;
let pagePort: number;
beforeAll(async () => {
  [smtpPort, pagePort] = [await freePort(), await freePort()];
  catcher = await startMailCatcher({ smtpPort, pagePort });
});
afterAll(() => catcher.close());

/** Speaks SMTP line by line, as RFC 5321 has it. */
async function send(to: string, message: string): Promise<void> {
  const socket = connect(smtpPort, '127.0.0.1');
  const lines = [
    'EHLO test',
    'MAIL FROM:<post@opencircle.example>',
    `RCPT TO:<${to}>`,
    'DATA',
    `${message}\r\n.`,
    'QUIT',
  ];
  for await (const answer of createInterface({ input: socket })) {
    if (/^\d{3}-/.test(answer)) continue;
    expect(answer).toMatch(/^[23]/);
    const next = lines.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
}

test('takes a mail and shows it, escaped, with a policy that allows no script', async () => {
  await send(
    'ana@example.org',
    'Subject: =?UTF-8?Q?Caf=C3=A9?= <script>alert(1)</script>\r\nMessage-ID: <1@x>\r\n\r\nSee you <b>there</b>.',
  );
  const { items } = (await (await fetch(`http://127.0.0.1:${pagePort}/api/messages`)).json()) as {
    items: { id: string; to: string[]; subject: string; text: string }[];
  };
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    to: ['ana@example.org'],
    subject: 'Café <script>alert(1)</script>',
    text: 'See you <b>there</b>.\n',
  });

  const page = await fetch(`http://127.0.0.1:${pagePort}/messages/${items[0]?.id}`);
  const html = await page.text();
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain('See you &#60;b&#62;there');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`http://127.0.0.1:${pagePort}/messages/none`)).status).toBe(404);
});

test('does not answer to a foreign host name', async () => {
  const status = await new Promise((resolve) => {
    request(
      { port: pagePort, host: '127.0.0.1', path: '/api/messages', headers: { host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    ).end();
  });
  expect(status).toBe(421);
});

test('keeps the newest mails only', () => {
  const box = new MailBox(2);
  for (const subject of ['a', 'b', 'c']) box.add({ from: '', to: [], subject, text: '', headers: [] });
  expect(box.all().map(({ subject }) => subject)).toEqual(['c', 'b']);
});
