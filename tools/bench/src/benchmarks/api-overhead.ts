import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenIssuer } from '@opencircle/auth';
import { createDatabase, freePort, startPostgres } from '@opencircle/backing-services';
import { newId, type PersonId } from '@opencircle/contracts';
import { migrate, ofOrganization, persistenceMigrations, secureRows } from '@opencircle/persistence';
import autocannon from 'autocannon';
import { ISSUER } from '../api/same-work.js';
import { startServer, stopServer, type Server } from '../api/servers.js';
import { figure, type Figure } from '../figure.js';
import { execute } from '../scheduler/sql.js';
import { quantile } from '../statistics.js';

const CONNECTIONS = 20;
const ours = randomUUID();

type Side = { readonly server: string; readonly path: string; readonly sent?: object; readonly rates: number[] };

/**
 * What a request costs beside what it does: requests per second of one process on one core, each side in turn. The load
 * generator (autocannon) runs on the same machine and takes its share of the cores from every side alike.
 */
export async function apiOverhead({ quick }: { quick: boolean }): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-api-'));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    port: await freePort(),
    dataDir: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: 'bench',
  });
  const servers = new Map<string, Server>();
  try {
    const signingKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    const issuer = await TokenIssuer.of({ issuer: ISSUER, signingKey });
    const settings = { databaseUrl: await database(postgres.adminUrl), jwks: issuer.keys() };
    for (const kind of ['node:http', 'Fastify', 'Nest on Express', 'ours']) {
      servers.set(kind, await startServer(kind, settings));
    }
    const roles = [{ role: 'manager' as const, organizationId: ours as never }];
    const { accessToken } = await issuer.issue({ kind: 'person', id: newId<PersonId>(), roles });
    return await measure(servers, accessToken, quick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 3 });
  } finally {
    for (const server of servers.values()) await stopServer(server);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sent = { organizationId: ours, name: 'Depression circle', languages: ['en', 'es'], seats: 12 };

async function measure(
  servers: ReadonlyMap<string, Server>,
  token: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figure[]> {
  const side = (server: string, path: string, body?: object): Side => ({
    server,
    path,
    rates: [],
    ...(body && { sent: body }),
  });
  const node = side('node:http', '/v1/trivial');
  const bare = side('Fastify', '/v1/trivial');
  const trivial = side('ours', '/v1/trivial');
  const express = side('Nest on Express', '/v1/checked', sent);
  const checked = side('ours', '/v1/checked', sent);
  const open = side('ours', '/v1/open');
  const secured = side('ours', '/v1/secured');
  const untold = side('ours', '/v1/bare');
  const sides = [node, bare, trivial, express, checked, open, secured, untold];
  const rate = (one: Side, duration: number): Promise<number> => rateOf(servers.get(one.server)!, one, token, duration);
  for (const one of sides) await rate(one, 1);
  for (let round = 0; round < rounds; round++) {
    for (const one of round % 2 === 0 ? sides : sides.toReversed()) one.rates.push(await rate(one, seconds));
  }
  const median = ({ rates }: Side): number => quantile(rates, 0.5);
  const row = (name: string, measured: Side, peer: Side, share?: number): Figure =>
    figure('api-overhead', {
      case: name,
      figure: median(measured),
      unit: 'per s',
      peer: {
        name: peer === untold ? 'pg alone' : peer === open ? 'the same without RLS' : peer.server,
        figure: median(peer),
      },
      ...(share !== undefined && { goal: Math.round(share * median(peer)) }),
    });
  return [
    row('trivial', trivial, node),
    row('trivial', trivial, bare),
    row('validated and authenticated (goal: half)', checked, node, 0.5),
    row('validated and authenticated (goal: 4 times)', checked, express, 4),
    row('list under row-level security (goal: 85 %)', secured, open, 0.85),
    row('list under row-level security', secured, untold),
  ];
}

async function rateOf({ url }: Server, { path, sent: body }: Side, token: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `${url}${path}`,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST' as const, body: JSON.stringify(body) }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx + result.errors} requests failed`);
  return result.requests.total / result.duration;
}

/** 2,000 rows of 50 organizations, once with and once without row-level security. */
async function database(adminUrl: string): Promise<string> {
  const urls = await createDatabase(adminUrl, { name: 'measured', ownerPassword: 'o', servicePassword: 's' });
  await migrate(urls.ownerUrl, persistenceMigrations);
  const columns = '(id uuid PRIMARY KEY DEFAULT uuidv7(), organization_id uuid NOT NULL, name text NOT NULL)';
  const fill = (table: string): string =>
    `CREATE TABLE ${table} ${columns};
     INSERT INTO ${table} (organization_id, name)
     SELECT CASE WHEN n % 50 = 0 THEN '${ours}' ELSE md5((n % 50)::text)::uuid END, 'Circle ' || n FROM generate_series(1, 2000) n;
     CREATE INDEX ${table}_organization ON ${table} (organization_id, id DESC);
     ANALYZE ${table};`;
  const security = secureRows({ table: 'note', read: ofOrganization() }).join(';\n');
  await execute(urls.ownerUrl, `${fill('note')} ${fill('open_note')} ${security}`);
  return urls.serviceUrl;
}
