import { request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A GET with the address exactly as written: inject() and fetch() would mend it first. */
export async function rawGet(app: NestFastifyApplication, path: string): Promise<{ status: number; type: string }> {
  const { port } = (await listening(app)).address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' });
    });
    sent.on('error', reject).end();
  });
}

/** What comes back for these bytes, which need not be HTTP. */
export async function rawAnswer(app: NestFastifyApplication, bytes: string): Promise<string> {
  const { port } = (await listening(app)).address() as AddressInfo;
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('close', () => resolve(text));
  });
}

/** The application's server on a port of its own, for requests that must travel over a real connection. */
export async function listening(app: NestFastifyApplication): Promise<Server> {
  const server: Server = app.getHttpServer();
  if (!server.listening) await app.listen(0, '127.0.0.1');
  return server;
}
