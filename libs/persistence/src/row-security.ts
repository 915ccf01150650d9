/**
 * Whose a table's rows are, each as an SQL condition over one row. `read` tells which rows a statement sees, changes or
 * deletes; `write` which rows may come of it, the same unless told. The system, and an actor whose action is for any
 * row, pass both, unless `write` is `system`.
 */
export type RowSecurity = { readonly table: string; readonly read: string; readonly write?: string };

/** `write` of tables that nothing but our own work writes: events, loops. */
export const systemOnly = '(SELECT scope_is_system())';

const everything = '(SELECT scope_sees_all())';

/** The row is of an organization that the scope names or, where a service keeps the tree, of one below it. */
export function ofOrganization(column = 'organization_id', { tree = false } = {}): string {
  return `${column} = ANY ((SELECT ${tree ? 'visible_organizations' : 'scope_organizations'}())::uuid[])`;
}

/** The row is about a listing that the scope names. */
export function ofListing(column = 'listing_id'): string {
  return `${column} = ANY ((SELECT scope_listings())::uuid[])`;
}

/** The row is of the actor, or of a person that the scope names. */
export function ofPerson(column = 'person_id'): string {
  return `${column} = ANY ((SELECT scope_people())::uuid[])`;
}

/** The row belongs to a row of another table that the scope sees: that table's own policy decides. */
export function ofVisible(table: string, on: string): string {
  return `EXISTS (SELECT FROM ${table} seen WHERE ${on})`;
}

export function anyOf(...conditions: string[]): string {
  return conditions.join(' OR ');
}

/** Statements of a migration that put a table under row-level security, for its owner too. */
export function secureRows({ table, read, write = read }: RowSecurity): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_of_scope ON ${table}
       USING (${everything} OR ${read})
       WITH CHECK (${write === systemOnly ? write : `${everything} OR ${write}`})`,
  ];
}

/** The statements that take it back. */
export function unsecureRows({ table }: RowSecurity): string[] {
  return [
    `DROP POLICY ${table}_of_scope ON ${table}`,
    `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
  ];
}
