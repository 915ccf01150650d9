import { once } from 'node:events';
import type { Server } from 'node:net';
import { MailBox } from './mail-box.js';
import { mailServer } from './mail-server.js';
import { smtpServer } from './smtp.js';

export type MailCatcher = { readonly box: MailBox; close(): void };

/** Takes mail on the SMTP port and shows it on the page's port, both of 127.0.0.1. */
export async function startMailCatcher({
  smtpPort,
  pagePort,
}: {
  smtpPort: number;
  pagePort: number;
}): Promise<MailCatcher> {
  const box = new MailBox();
  const smtp = smtpServer(box);
  const page = mailServer(box);
  await Promise.all([listen(smtp.server, smtpPort), listen(page, pagePort)]);
  return {
    box,
    close: () => {
      smtp.close();
      page.close();
      page.closeAllConnections();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
