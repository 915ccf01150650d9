import { connect } from 'node:net';
import { finished } from 'node:stream/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Routes } from './problem-routes.js';
import { tinyService } from './tiny-service.js';

const BYTES = 8_000_000;
let app: NestFastifyApplication;

beforeAll(async () => {
  app = await tinyService([Routes]);
  await app.listen(0, '127.0.0.1');
});

afterAll(() => app.close());

/** Like a proxy, which passes on what it gets: sends all before it looks at an answer. */
async function sendAllThenRead(head: string, body: string): Promise<string> {
  const { port } = app.getHttpServer().address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(`POST /v1/searches HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${head}\r\n\r\n${body}`, () =>
      resolve(),
    );
  });
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await finished(socket, { writable: false });
  return answer;
}

test.each([
  ['too large', `content-type: application/json\r\ncontent-length: ${BYTES}`, 413, ['', '']],
  [
    'too large, of unknown length',
    'content-type: application/json\r\ntransfer-encoding: chunked',
    413,
    [`${BYTES.toString(16)}\r\n`, '\r\n0\r\n\r\n'],
  ],
  ['not JSON by its type', `content-type: text/plain\r\ncontent-length: ${BYTES}`, 415, ['', '']],
] as const)(
  'a body that is %s is refused with an answer that arrives',
  async (_what, head, status, [before, after]) => {
    const answer = await sendAllThenRead(head, before + 'x'.repeat(BYTES) + after);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  },
);

test('an expectation that nobody knows is refused with a problem', async () => {
  const answer = await sendAllThenRead('content-type: application/json\r\nexpect: 200-ok\r\ncontent-length: 2', '{}');
  expect(answer).toMatch(/^HTTP\/1.1 417 /);
  expect(answer).toContain('"code":"expectation-failed"');
});
