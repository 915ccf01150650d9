import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { testAuthority } from '@opencircle/testing';
import { kafkaClients } from '../src/broker/clients.js';

const program = fileURLToPath(new URL('fixtures/ask-kafka.mjs', import.meta.url));
const certificate = await (await testAuthority('Somebody else')).issue();

/** What the client says to a Kafka whose certificate nobody vouches for, in a process where Node believes every certificate. */
async function bytesSaidBy(client: string): Promise<number> {
  const stranger = createServer(certificate);
  const said = new Promise<number>((tell) => {
    stranger
      .on('tlsClientError', () => tell(0))
      .on('secureConnection', (socket) => {
        socket.on('error', () => undefined).on('close', () => tell(0));
        socket.on('data', ({ length }) => tell(length));
      });
  });
  await new Promise<void>((done) => stranger.listen(0, 'localhost', done));
  const { port } = stranger.address() as AddressInfo;
  const child = spawn(process.execPath, [program, client, String(port)], {
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  });
  try {
    return await said;
  } finally {
    child.kill('SIGKILL');
    stranger.close();
  }
}

test.each(Object.keys(kafkaClients))(
  '%s verifies, whatever Node is told',
  async (client) => {
    expect(await bytesSaidBy(client)).toBe(0);
  },
  30_000,
);

test('whoever takes Node’s default does not', async () => {
  expect(await bytesSaidBy('careless')).toBeGreaterThan(0);
}, 30_000);
