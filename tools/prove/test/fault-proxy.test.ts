import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testPostgresUrl } from '@opencircle/testing';
import { freePort, startKafka } from '@opencircle/backing-services';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { FaultProxy } from '../src/fault-proxy.js';

/** Longer than a loopback round trip takes on a busy machine. */
const QUIET = 150;

describe('the fault proxy', () => {
  let echo: Server;
  let heardByServer: string;
  let proxy: FaultProxy;
  const open: Socket[] = [];
  const served: Socket[] = [];

  beforeEach(async () => {
    heardByServer = '';
    echo = createServer((socket) => {
      served.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        heardByServer += String(chunk);
        socket.write(chunk);
      });
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await FaultProxy.start((echo.address() as AddressInfo).port);
  });

  afterEach(async () => {
    for (const socket of open.splice(0)) socket.destroy();
    await proxy.close();
    echo.close();
  });

  async function client() {
    const socket = connect(proxy.port, '127.0.0.1');
    open.push(socket);
    let heard = '';
    const errors: string[] = [];
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('error', (error) => errors.push((error as NodeJS.ErrnoException).code ?? ''));
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined);
    return {
      socket,
      errors,
      heard: () => heard,
      async echoes(word: string): Promise<boolean> {
        const before = heard.length;
        socket.write(word);
        for (let waited = 0; waited < 20 && heard.length < before + word.length; waited++) await sleep(QUIET / 20);
        return heard.slice(before) === word;
      },
    };
  }

  it('passes bytes both ways, and ends', async () => {
    const one = await client();
    expect(await one.echoes('hello')).toBe(true);
    const ended = once(one.socket, 'close');
    one.socket.end();
    await ended;
    expect(one.errors).toEqual([]);
  });

  it('delays a living connection', async () => {
    const one = await client();
    proxy.set({ mode: 'latency', ms: 200 });
    const began = performance.now();
    one.socket.write('late');
    await once(one.socket, 'data');
    expect(performance.now() - began).toBeGreaterThanOrEqual(390);
  });

  it('resets living connections, and new ones until it passes again', async () => {
    const one = await client();
    await one.echoes('hello');
    const closed = once(one.socket, 'close').catch(() => undefined);
    proxy.set({ mode: 'reset' });
    await closed;
    const two = await client();
    two.socket.write('anything');
    await sleep(QUIET);
    expect([one.errors, two.errors[0], two.heard()]).toEqual([['ECONNRESET'], 'ECONNRESET', '']);
    proxy.set({ mode: 'pass' });
    expect(await (await client()).echoes('again')).toBe(true);
  });

  it('swallows in a black hole, keeps connections open, and goes on where it was', async () => {
    const living = await client();
    await living.echoes('before');
    proxy.set({ mode: 'black-hole' });
    const fresh = await client();
    expect([await living.echoes('held'), await fresh.echoes('new')]).toEqual([false, false]);
    expect([heardByServer, living.errors, fresh.errors]).toEqual(['before', [], []]);
    proxy.set({ mode: 'pass' });
    await sleep(QUIET);
    expect([living.heard(), fresh.heard()]).toEqual(['beforeheld', 'new']);
  });

  it('hides in a black hole that the server has gone', async () => {
    const one = await client();
    await one.echoes('before');
    proxy.set({ mode: 'black-hole' });
    echo.close();
    for (const socket of served) socket.destroy();
    await sleep(QUIET);
    expect([one.socket.destroyed, one.socket.readableEnded]).toEqual([false, false]);
  });

  it('cuts one direction of a half-open connection', async () => {
    const one = await client();
    proxy.set({ mode: 'half-open', cut: 'to-client' });
    expect(await one.echoes('a question')).toBe(false);
    expect(heardByServer).toBe('a question');
    proxy.set({ mode: 'half-open', cut: 'to-server' });
    expect(await one.echoes(', another')).toBe(false);
    expect([heardByServer, one.heard()]).toEqual(['a question', 'a question']);
  });
});

it('stands between a client and PostgreSQL', async () => {
  const direct = new URL(testPostgresUrl());
  const proxy = await FaultProxy.start(Number(direct.port));
  direct.port = String(proxy.port);
  const client = new pg.Client({ connectionString: direct.href, query_timeout: 300 });
  client.on('error', () => undefined);
  await client.connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  proxy.set({ mode: 'black-hole' });
  await expect(client.query('SELECT 1')).rejects.toThrow(/timeout/);
  proxy.set({ mode: 'reset' });
  await expect(client.query('SELECT 1')).rejects.toThrow();
  await proxy.close();
});

it('is the only way to a Kafka that advertises it, for members of groups too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-proxy-'));
  const port = await freePort();
  const proxy = await FaultProxy.start(port);
  const kafka = await startKafka({
    port,
    advertisedPort: proxy.port,
    controllerPort: await freePort(),
    dataDir: join(folder, 'kafka'),
    logFile: join(folder, 'kafka.log'),
  });
  const admin = new Kafka({
    brokers: [kafka.brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 500,
    requestTimeout: 500,
    enforceRequestTimeout: true,
  }).admin();
  try {
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toMatchObject([{ port: proxy.port }]);
    expect((await admin.listGroups()).groups).toEqual([]);
    proxy.set({ mode: 'black-hole' });
    await expect(admin.listGroups()).rejects.toThrow();
  } finally {
    await admin.disconnect();
    await kafka.stop();
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
