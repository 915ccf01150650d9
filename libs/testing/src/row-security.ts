import pg from 'pg';

/** Tables of the libraries, and why no policy stands on them: nobody lists them for an organization or a person. */
const infrastructure: Readonly<Record<string, string>> = {
  migration: 'names what ran on the schema',
  idempotency_key: 'reached by a key that names the caller; nothing lists it',
  request_count: 'counts by a keyed hash; names nobody',
  outbox: 'events on their way to Kafka, which everybody may read in the end; opaque ids only',
  outbox_version: 'a count an aggregate',
  inbox: 'ids of events',
  inbox_cursor: 'a count an aggregate',
  parked_event: 'events that wait, for ops alone',
  parked_replay: 'what ops asked for',
  parked_replay_sequence: 'what ops asked for',
  audit_entry: 'read through a search that judges each entry by its action',
  access_revocation: 'counts that every request is judged by; opaque ids only',
  scheduled_job: 'work of our own, done by the system alone',
};

/**
 * The tables of a service's database that are neither under forced row-level security with a policy nor excepted, and
 * the exceptions that name no table or a secured one. `because`: the service's own exceptions, each with its reason.
 */
export async function unsecuredTables(url: string, because: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; secured: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity
              AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polqual IS NOT NULL) AS secured
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
    );
    const excepted = { ...infrastructure, ...because };
    const open = rows.filter(({ name, secured }) => !secured && !(name in excepted)).map(({ name }) => name);
    const idle = Object.keys(because).filter((name) => !rows.some((row) => row.name === name && !row.secured));
    return [...open, ...idle.map((name) => `${name} is excepted in vain`)];
  } finally {
    await client.end();
  }
}
