import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Mail = {
  from: string;
  to: string[];
  raw: string;
  header: (name: string) => string | undefined;
  body: string;
};

/** A real SMTP server that keeps what it takes. `stop` and `start` keep the port; `refuse` answers RCPT with a code. */
export class MailServer {
  readonly mails: Mail[] = [];
  refuse: number | undefined;
  port = 0;
  private server: SMTPServer | undefined;

  async start(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 100,
      onRcptTo: (_address, _session, callback) => callback(this.refusal()),
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          this.mails.push(
            read(
              Buffer.concat(chunks).toString('utf8'),
              from,
              envelope.rcptTo.map(({ address }) => address),
            ),
          );
          callback();
        });
      },
    });
    server.on('error', () => undefined);
    const listener = server.listen(this.port, '127.0.0.1');
    await once(listener, 'listening');
    this.port = (listener.address() as AddressInfo).port;
    this.server = server;
  }

  stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    return new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  private refusal(): Error | null {
    if (this.refuse === undefined) return null;
    return Object.assign(new Error('no such mailbox'), { responseCode: this.refuse });
  }

  to(address: string): Mail[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }
}

function read(raw: string, from: string, to: string[]): Mail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string): string | undefined =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim();
  const body = decode(rest.join('\r\n\r\n'), header('content-transfer-encoding'));
  return { from, to, raw, header, body };
}

function decode(body: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
