import { execute } from '../proof-database.js';

/** Tables of the services that requests change and that a proof wants as they were; logs and queues go on. */
const worldly = [
  ...['person', 'credential', 'platform_role', 'organization', 'staff', 'support_group', 'membership', 'visit'],
  ...['consent', 'session', 'refresh_token', 'factor', 'recovery_code', 'session_challenge', 'sign_in_attempt'],
  ...['invitation', 'ownership_offer', 'request_count', 'parked_event'],
  ...['listing', 'listing_revision', 'moderation_case', 'report', 'import_job', 'import_row'],
];

/** Tells which tables were written to. Without a key: writers at the same time do not wait for each other. */
const TOUCHED = `
  CREATE SCHEMA kept;
  CREATE TABLE kept.touched (name text);
  CREATE FUNCTION kept.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO kept.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;`;

/** A copy of a service's world in its own database. */
export class Snapshot {
  /** `columns`: of each table, without those that PostgreSQL makes out of the others. */
  private constructor(
    private readonly url: string,
    private readonly columns: ReadonlyMap<string, string>,
  ) {}

  /** `url`: a superuser's, which row-level security does not hold back. */
  static async of(url: string): Promise<Snapshot> {
    const tables = await execute<{ name: string; columns: string }>(
      url,
      `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
       FROM information_schema.columns
       WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name IN (${worldly.map((one) => `'${one}'`).join()})
       GROUP BY table_name`,
    );
    const copies = tables.map(
      ({ name, columns }) => `
        CREATE TABLE kept.${name} AS SELECT ${columns} FROM public.${name};
        CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON public.${name}
          FOR EACH STATEMENT EXECUTE FUNCTION kept.touch();`,
    );
    await execute(url, `${TOUCHED} ${copies.join(' ')}`);
    return new Snapshot(url, new Map(tables.map(({ name, columns }) => [name, columns])));
  }

  /** Puts what was written to back; keys are not checked meanwhile, and what waits for a row sees it again. */
  async restore(): Promise<void> {
    const touched = await execute<{ name: string }>(this.url, 'DELETE FROM kept.touched RETURNING name');
    const statements = [...new Set(touched.map(({ name }) => name))].map((name) => {
      const columns = this.columns.get(name);
      return `DELETE FROM public.${name}; INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE TABLE kept.${name};`;
    });
    if (statements.length === 0) return;
    await execute(this.url, `BEGIN; SET LOCAL session_replication_role = replica; ${statements.join(' ')} COMMIT`);
  }
}
