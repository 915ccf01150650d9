import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Client } from 'pg';
import { launch, runToEnd, untilReady, type ProcessPlan, type RunningProcess } from './launch.js';
import { postgresBinaries } from './postgres-binaries.js';
import { StartFailed } from './start-failed.js';
import { closedFolderAbove, unprivilegedUser, type SystemUser } from './system-user.js';

export type PostgresOptions = {
  readonly port: number;
  /** Made at the first start, used as it is afterwards. */
  readonly dataDir: string;
  readonly logFile: string;
  /** Of the superuser `postgres`; fixed by the first start. */
  readonly password: string;
  /** false gives up durability for speed: for tests only. */
  readonly durable?: boolean;
  /** Told of each child at once, so that a caller can stop a start that is under way. */
  readonly onLaunch?: (process: RunningProcess) => void;
};

export type Postgres = RunningProcess & {
  readonly port: number;
  /** As superuser, to the database `postgres`. */ readonly adminUrl: string;
};

/** Starts PostgreSQL 18 on 127.0.0.1 and resolves when it takes connections. */
export async function startPostgres(given: PostgresOptions): Promise<Postgres> {
  const options = { ...given, dataDir: resolve(given.dataDir) };
  const { postgres, initdb } = postgresBinaries();
  const user = unprivilegedUser();
  const privileges = {
    user,
    enterClosedFolders:
      user !== undefined && (closedFolderAbove(postgres) ?? closedFolderAbove(options.dataDir)) !== undefined,
  };
  if (!existsSync(options.dataDir)) await initialize(options, { ...privileges, command: initdb, user });

  const child = launch({
    ...privileges,
    name: 'PostgreSQL',
    command: postgres,
    args: [
      '-D',
      options.dataDir,
      '-p',
      String(options.port),
      ...settings(options).flatMap((setting) => ['-c', setting]),
    ],
    cwd: '/',
    logFile: options.logFile,
    whenOrphaned: 'INT',
    stopSignals: ['SIGINT', 'SIGQUIT', 'SIGKILL'],
  });
  options.onLaunch?.(child);
  const adminUrl = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`;
  await untilReady(child, () => answers(adminUrl, options.dataDir, child));
  return { ...child, port: options.port, adminUrl };
}

function settings({ durable = true }: PostgresOptions): string[] {
  const always = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  return durable ? always : [...always, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
}

/** initdb works beside the folder and the result is moved into place, so that an interrupted start leaves nothing half-made. */
async function initialize(
  options: PostgresOptions,
  how: { command: string; user: SystemUser | undefined; enterClosedFolders: boolean },
): Promise<void> {
  const fresh = `${options.dataDir}.new`;
  const passwordFile = `${options.dataDir}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(fresh), { recursive: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (how.user) for (const path of [fresh, passwordFile]) chownSync(path, how.user.uid, how.user.gid);
  chmodSync(fresh, 0o700);
  const plan: ProcessPlan = {
    ...how,
    name: 'initdb',
    args: [
      `--pgdata=${fresh}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.durable === false ? ['--no-sync'] : []),
    ],
    cwd: '/',
    logFile: options.logFile,
  };
  try {
    await runToEnd(plan, options.onLaunch);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, options.dataDir);
}

/** Another PostgreSQL may sit on the port and know the password: only the one on our folder counts. */
async function answers(url: string, dataDir: string, child: RunningProcess): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === dataDir;
  } catch (error) {
    if ((error as { code?: unknown }).code === '28P01') {
      await child.stop();
      throw new StartFailed(
        'PostgreSQL refuses our password: its data folder was made with another one',
        child.logFile,
        'start with --fresh, or put the old secrets.json back',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
