import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Module } from '@nestjs/common';
import { TokenIssuer } from '@opencircle/auth';
import { createDatabase, type DatabaseUrls } from '@opencircle/backing-services';
import { createApplication } from '@opencircle/service-defaults';
import { z } from 'zod';
import { execute } from '../proof-database.js';
import { Random } from '../random.js';
import { FILTERED, RowsController, WATCH } from './rows.controller.js';
import { tenants, type Tenant } from './tenants.js';
import { traffic, type Passed } from './traffic.js';
import { Watch } from './watch.js';

const listings = resolve(import.meta.dirname, '../../../../services/listings/dist/main.js');
const ISSUER = 'https://issuer.example';
const ORGANIZATIONS = 50;
/** Fewer connections than clients, so that each serves everybody in turn. */
const POOL = 5;

/** `filtered`: statements say whose rows they are about. `secured`: the database holds them to it. */
export type Setting = { readonly filtered: boolean; readonly secured: boolean };
export type Outcome = { n: number; found: Watch['found'] & Passed };

/** One run of `count` requests over 50 organizations with the schema and the policies of listings. */
export async function proveTenants(
  adminUrl: string,
  { filtered, secured }: Setting,
  count: number,
  seed: number,
): Promise<Outcome> {
  const random = new Random(seed);
  const all = tenants(ORGANIZATIONS, random);
  const urls = await listingsDatabase(adminUrl);
  await execute(urls.ownerUrl, sqlOf(all));
  if (!secured) await execute(urls.ownerUrl, openSql);
  const watch = new Watch();
  const signingKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const issuer = await TokenIssuer.of({ issuer: ISSUER, signingKey });
  const app = await startRows(urls.serviceUrl, issuer, { watch, filtered });
  try {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as { port: number };
    const passed = await traffic(port, count, { issuer, all, watch, random });
    return { n: count, found: { ...watch.found, ...passed } };
  } finally {
    await app.close();
  }
}

/** Made by the service's own `migrate` command: the proof is about its policies. */
async function listingsDatabase(adminUrl: string): Promise<DatabaseUrls> {
  const name = `prove_${randomBytes(6).toString('hex')}`;
  const urls = await createDatabase(adminUrl, { name, ownerPassword: 'owner', servicePassword: 'service' });
  const env = { MIGRATION_DATABASE_URL: urls.ownerUrl };
  await promisify(execFile)(process.execPath, [listings, 'migrate'], { env });
  return urls;
}

function startRows(url: string, issuer: TokenIssuer, { watch, filtered }: { watch: Watch; filtered: boolean }) {
  @Module({
    controllers: [RowsController],
    providers: [
      { provide: WATCH, useValue: watch },
      { provide: FILTERED, useValue: filtered },
    ],
  })
  class Rows {}
  const definition = { name: 'rows', module: Rows, env: z.object({}), problems: {}, entities: [], messaging: false };
  const variables = {
    PORT: '0',
    ISSUER,
    JWKS_URL: 'http://127.0.0.1:9/jwks',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: String(POOL),
  };
  return createApplication(definition, { variables, keys: issuer.keys() });
}

/** Ids are UUIDs that the proof made itself. */
function sqlOf(all: readonly Tenant[]): string {
  const organizations = all.map(
    ({ id, parentId }) =>
      `INSERT INTO organization (id, name, parent_id, path) VALUES ('${id}', 'Branch', ${parentId === null ? 'NULL' : `'${parentId}'`}, ARRAY['${id}']::uuid[]);
       SELECT place_organization('${id}');`,
  );
  const rows = all.flatMap(({ id, listingIds }) =>
    listingIds.map(
      (listingId) =>
        `INSERT INTO listing (id, organization_id, state, version, name, meeting_time, created_at, updated_at)
         VALUES ('${listingId}', '${id}', 'draft', 1, 'Circle', 'TU 19:00', now(), now());
         INSERT INTO listing_revision (id, listing_id, state, content, private_content, written_by, written_at)
         VALUES (gen_random_uuid(), '${listingId}', 'draft', '{}', '{}', gen_random_uuid(), now());`,
    ),
  );
  return [...organizations, ...rows].join('\n');
}

/** Takes row-level security away from every table. */
const openSql = `DO $$ DECLARE one regclass; BEGIN
  FOR one IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', one);
  END LOOP;
END $$`;
