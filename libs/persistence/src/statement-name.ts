/** A connection keeps every named statement for its life, so texts made up at run time must not fill it. */
const MOST = 500;
const names = new Map<string, string>();

/** The prepared statement's name for a text, the same in every connection; undefined once too many texts are known. */
export function statementName(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `oc_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
