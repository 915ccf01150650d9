import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PersonId } from '@opencircle/contracts';

export const secret = 'a-secret-of-notifications';

type Contact = { personId: PersonId; email: string; displayName: string; language: string };

/** The three addresses of membership that notifications calls, as its OpenAPI document has them. */
export class FakeMembership {
  readonly contacts = new Map<string, Contact>();
  readonly links = new Map<string, { linkId: string; personId: PersonId; url: string }>();
  readonly seen = { tokens: 0, batches: 0 };
  /** Answers every batch with this status. */
  broken: number | undefined;
  /** Takes tokens from here on only: as after a change of the signing key. */
  oldestToken = 1;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  knows(contact: Contact): void {
    this.contacts.set(contact.personId, contact);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse((await request.toArray()).join('')) as Record<string, unknown>;
    const [status, answer] = this.route(request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private route({ method, url, headers }: IncomingMessage, body: Record<string, unknown>): [number, unknown] {
    if (method === 'POST' && url === '/v1/service-tokens') {
      const { clientId, clientSecret, audience } = body;
      if (clientId !== 'notifications' || clientSecret !== secret || audience !== 'membership-internal')
        return [401, {}];
      return [201, { accessToken: `token-${++this.seen.tokens}`, expiresIn: 600 }];
    }
    const batch = /^\/v1\/internal\/(contacts|mail-links):batch$/.exec(url ?? '')?.[1];
    if (method !== 'POST' || batch === undefined) return [404, {}];
    const token = Number(/^Bearer token-(\d+)$/.exec(headers.authorization ?? '')?.[1] ?? 0);
    if (token < this.oldestToken) return [401, {}];
    if (this.broken !== undefined) return [this.broken, {}];
    if (batch === 'mail-links') {
      return [200, { links: (body['linkIds'] as string[]).flatMap((id) => this.links.get(id) ?? []) }];
    }
    this.seen.batches++;
    const ids = body['personIds'] as string[];
    return [200, { contacts: ids.flatMap((id) => this.contacts.get(id) ?? []) }];
  }
}
