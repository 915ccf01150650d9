import { execute } from '../proof-database.js';

/** Tables of the services that requests change and that a proof wants as they were; logs and queues go on. */
const worldly = [
  ...['person', 'credential', 'platform_role', 'organization', 'staff', 'support_group', 'membership', 'visit'],
  ...['consent', 'session', 'refresh_token', 'factor', 'recovery_code', 'session_challenge', 'sign_in_attempt'],
  ...['listing', 'listing_revision', 'moderation_case', 'report', 'import_job', 'import_row'],
];

/** A copy of a service's world in its own database. */
export class Snapshot {
  private constructor(
    private readonly url: string,
    private readonly tables: readonly string[],
  ) {}

  /** `url`: a superuser's, which row-level security does not hold back. */
  static async of(url: string): Promise<Snapshot> {
    const found = await execute<{ name: string }>(
      url,
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename IN (${worldly.map((one) => `'${one}'`).join()})`,
    );
    const tables = found.map(({ name }) => name);
    const copies = tables.map((table) => `CREATE TABLE kept.${table} AS TABLE public.${table};`);
    await execute(url, `CREATE SCHEMA kept; ${copies.join(' ')}`);
    return new Snapshot(url, tables);
  }

  /** Puts everything back; keys are not checked meanwhile, and what waits for a row sees it again. */
  async restore(): Promise<void> {
    const statements = this.tables.map(
      (one) => `DELETE FROM public.${one}; INSERT INTO public.${one} TABLE kept.${one};`,
    );
    await execute(this.url, `BEGIN; SET LOCAL session_replication_role = replica; ${statements.join(' ')} COMMIT`);
  }
}
