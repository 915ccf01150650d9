import { Agent, request as send, type OutgoingHttpHeaders } from 'node:http';

export type Request = {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  /** Of one name as often as it is to be sent. */
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Buffer | string | undefined;
};

export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request as it stands, without a client library that would mend it. Rejects when there is no answer. */
export function ask(origin: string, { method, target, headers, body }: Request): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  // Node would send a body of GET or HEAD without saying how long it is.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const all = { ...headers, ...length };
  return new Promise((resolve, reject) => {
    const sent = send({ agent, hostname, port, method, path: target, headers: all, timeout: 30_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: (answer.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '',
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer in 30 seconds')));
    sent.once('error', reject);
    sent.end(body);
  });
}
