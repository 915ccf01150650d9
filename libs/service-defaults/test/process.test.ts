import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variables } from './tiny-service.js';

const main = fileURLToPath(new URL('fixtures/main.mjs', import.meta.url));
/** Milliseconds; each test starts processes, and machines are busy while all tests run. */
const PATIENCE = 60_000;

const good = { ...variables, LOG_LEVEL: 'info', SECRET: 'abc' };

type Ended = { code: number; out: string; err: string };

function run(args: string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(word)) resolve();
    });
  });
}

test(
  'a bad environment names every wrong variable on stderr and exits 78',
  async () => {
    const { code, err, out } = await run([], { ...good, PORT: 'x', ISSUER: '', SECRET: 'no' });
    expect([code, out]).toEqual([78, '']);
    expect(err).toMatch(/fixture cannot start/);
    for (const name of ['PORT', 'ISSUER', 'SECRET']) expect(err).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(err).not.toMatch(/JWKS_URL|\bat /);
  },
  PATIENCE,
);

test(
  'openapi writes the document and needs no environment',
  async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'openapi-')), 'openapi.json');
    expect(await run(['openapi', file], {})).toMatchObject({ code: 0, err: '' });
    expect((JSON.parse(await readFile(file, 'utf8')) as { openapi: string }).openapi).toBe('3.1.1');
  },
  PATIENCE,
);

test(
  'a service’s own command runs with its arguments; an unknown one is told the known',
  async () => {
    expect(await run(['greet', 'you', 'two'], good)).toMatchObject({
      code: 0,
      out: expect.stringContaining('hello you two') as string,
    });
    const unknown = await run(['constructor'], good);
    expect(unknown.code).toBe(64);
    expect(unknown.err).toContain('serve, migrate, openapi FILE, topics, greet, give');
  },
  PATIENCE,
);

test(
  'a command that fails by no fault of the program says why, and where in it only otherwise',
  async () => {
    expect(await run(['give', 'up'], good)).toMatchObject({ code: 1, err: 'fixture failed: one is left\n' });
    const broken = await run(['give'], good);
    expect([broken.code, broken.err]).toEqual([1, expect.stringMatching(/^fixture failed: Error: broken\n +at /)]);
  },
  PATIENCE,
);

test(
  'migrate without the owner’s address exits 78',
  async () => {
    expect((await run(['migrate'], {})).code).toBe(78);
  },
  PATIENCE,
);

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what is under way is answered, then the process ends with 0',
  async (signal) => {
    const port = await freePort();
    const child = spawn(process.execPath, [main], {
      env: { ...good, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await said(child, '"msg":"listening"');
    const asked = said(child, 'asked');
    const answer = fetch(`http://127.0.0.1:${port}/v1/slow`);
    await asked;
    child.kill(signal);
    expect(await (await answer).json()).toEqual({ done: true });
    expect(await ended).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/v1/slow`)).rejects.toThrow();
  },
  PATIENCE,
);

test.each([
  ['true', ['DEMO=true: admins make accounts with passwords that others know']],
  ['false', []],
])(
  'DEMO=%s: what a process warns of at its start',
  async (DEMO, warnings) => {
    const env = { ...good, DEMO, PORT: String(await freePort()) };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await said(child, '"msg":"listening"');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: string; msg: string });
    expect(lines.filter(({ level }) => level === 'warn').map(({ msg }) => msg)).toEqual(warnings);
  },
  PATIENCE,
);
