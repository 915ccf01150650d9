import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const nowhere = { KAFKA_BROKERS: '127.0.0.1:1', KAFKA_TLS: 'true' };
const encrypted = 'postgres://127.0.0.1:1/x?sslmode=verify-full';
const passwords = Object.fromEntries(
  ['LISTINGS', 'MATCHING', 'MEMBERSHIP', 'NOTIFICATIONS'].flatMap((name) => [
    [`${name}_OWNER_PASSWORD`, 'o'],
    [`${name}_PASSWORD`, 's'],
  ]),
);

type Command = { args: string[]; env: Record<string, string>; plain: Record<string, string>; exit: number };

/** Commands beside the services, each with an environment in which all is encrypted, and with one in which something is not. */
const commands: Record<string, Command> = {
  'create-topics': { args: ['deploy/kafka/create-topics.mjs'], env: nowhere, plain: { KAFKA_TLS: '' }, exit: 78 },
  grant: { args: ['deploy/kafka/grant.mjs'], env: nowhere, plain: { KAFKA_TLS: '' }, exit: 78 },
  'read-again': {
    args: ['deploy/kafka/read-again.mjs', 'matching', 'opencircle.listings.listing'],
    env: nowhere,
    plain: { KAFKA_TLS: '' },
    exit: 78,
  },
  'create-databases': {
    args: ['deploy/create-databases.mjs'],
    env: { ...passwords, ADMIN_DATABASE_URL: encrypted },
    plain: { ADMIN_DATABASE_URL: 'postgres://127.0.0.1:1/x' },
    exit: 78,
  },
  'audit:verify': {
    args: ['deploy/local/dist/audit/main.js', '--service', 'listings', '--checkpoints', '/nowhere'],
    env: { DATABASE_URL_LISTINGS: encrypted, AUDIT_PUBLIC_KEYS: '{"keys":[]}' },
    plain: { DATABASE_URL_LISTINGS: 'postgres://127.0.0.1:1/x' },
    exit: 2,
  },
  'audit:verify --kafka': {
    args: ['deploy/local/dist/audit/main.js', '--service', 'listings', '--kafka'],
    env: { DATABASE_URL_LISTINGS: encrypted, AUDIT_PUBLIC_KEYS: '{"keys":[]}', ...nowhere },
    plain: { KAFKA_TLS: '' },
    exit: 2,
  },
};

function run({ args, env }: Command, more: Record<string, string>): { code: number | null; said: string } {
  const child = spawnSync(process.execPath, args, { cwd: root, env: { ...env, ...more }, encoding: 'utf8' });
  return { code: child.status, said: child.stderr };
}

describe.each(Object.entries(commands))('%s', (_name, command) => {
  const [variable = ''] = Object.keys(command.plain);

  test.each([
    ['NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'must not be 0'],
    [variable, { ...command.plain, DEMAND_TLS: 'true' }, 'DEMAND_TLS=true demands'],
  ])('does not start for %s', (named, more, rule) => {
    expect(run(command, more)).toEqual({
      code: command.exit,
      said: expect.stringContaining(`${named} ${rule}`),
    });
  });
});

describe.each([
  ['create-databases', 'ADMIN_DATABASE_URL'],
  ['audit:verify', 'DATABASE_URL_LISTINGS'],
])('%s, with a database', (name, variable) => {
  const command = commands[name]!;

  test.each([
    ['PGSSLMODE', { PGSSLMODE: 'no-verify' }, 'must not be no-verify'],
    [variable, { [variable]: `${encrypted}&ssl=no-verify` }, 'must not leave certificates unverified'],
    [variable, { [variable]: 'postgres://me@/x?host=127.0.0.1&port=1' }, 'must be a URL'],
  ])('does not start for %s: %j', (named, more, rule) => {
    expect(run(command, more)).toEqual({ code: command.exit, said: expect.stringContaining(`${named} ${rule}`) });
  });

  test('calls it where all is encrypted and verified', () => {
    const { said } = run(command, { DEMAND_TLS: 'true' });
    expect(said).toContain('ECONNREFUSED');
    expect(said).not.toMatch(/cannot start|must/);
  });
});
