import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { kafkaClients } from '../src/broker/clients.js';

const program = fileURLToPath(new URL('fixtures/ask-kafka.mjs', import.meta.url));
const login = { mechanism: 'scram-sha-512', username: 'listings', password: 'six lamps' };

test.each(Object.keys(kafkaClients))(
  '%s fails what was asked, and nothing else, when the broker cuts off the login',
  async (client) => {
    const broker = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await new Promise<void>((done) => broker.listen(0, 'localhost', done));
    const { port } = broker.address() as AddressInfo;
    const child = spawn(process.execPath, [program, client, String(port), JSON.stringify({ login })]);
    try {
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      expect([code, said]).toEqual([0, expect.stringMatching(/no answer: \w+\n$/)]);
    } finally {
      child.kill('SIGKILL');
      broker.close();
    }
  },
  60_000,
);
