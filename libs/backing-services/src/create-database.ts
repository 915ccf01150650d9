import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export type DatabaseOptions = {
  /** The database, its service role; the owner is `<name>_owner`. */
  readonly name: string;
  readonly ownerPassword: string;
  readonly servicePassword: string;
};

export type DatabaseUrls = {
  /** Migrates. */ readonly ownerUrl: string;
  /** Reads and writes rows, never changes the schema. */ readonly serviceUrl: string;
};

/**
 * Makes a database with two roles, or brings an existing one to the same state (passwords too). The service role owns nothing,
 * so row-level security holds for it; what it may do with the owner's tables comes from default privileges.
 */
export async function createDatabase(
  adminUrl: string,
  { name, ownerPassword, servicePassword }: DatabaseOptions,
): Promise<DatabaseUrls> {
  const database = escapeIdentifier(name);
  const owner = escapeIdentifier(`${name}_owner`);
  await withClient(adminUrl, async (admin) => {
    await role(admin, `${name}_owner`, ownerPassword);
    await role(admin, name, servicePassword);
    await admin.query(`GRANT ${owner} TO CURRENT_USER`);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    // Row-level security holds for owners as well; who works as one by hand (migrations, rebuilds, backups) sees every row.
    await admin.query(`ALTER ROLE ${owner} IN DATABASE ${database} SET opencircle.scope = 'system'`);
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${database}`);
  });
  const ownerUrl = urlFor(adminUrl, { user: `${name}_owner`, password: ownerPassword, name });
  await withClient(ownerUrl, (client) =>
    client.query(`
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${database};
      ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO ${database};
      ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${database};
      ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${database};`),
  );
  return { ownerUrl, serviceUrl: urlFor(adminUrl, { user: name, password: servicePassword, name }) };
}

/** Removes what `createDatabase` made, with everybody who is connected. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    for (const one of [name, `${name}_owner`]) await admin.query(`DROP ROLE IF EXISTS ${escapeIdentifier(one)}`);
  });
}

async function role(admin: Client, name: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await admin.query(
    `${verb} ROLE ${escapeIdentifier(name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`,
  );
}

function urlFor(adminUrl: string, to: { user: string; password: string; name: string }): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(to.user);
  url.password = encodeURIComponent(to.password);
  url.pathname = `/${encodeURIComponent(to.name)}`;
  return url.href;
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
