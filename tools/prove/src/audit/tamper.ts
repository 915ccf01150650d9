import type { Random } from '../random.js';

/** SQL by which somebody who owns the database changes what was sealed; each is a transaction that nobody commits. */
export type Tampering = { readonly kind: TamperKind; readonly sql: string };
export const tamperKinds = ['edit', 'delete', 'insert', 'reorder', 'cut-tail', 'rewrite', 'rewrite-from'] as const;
export type TamperKind = (typeof tamperKinds)[number];

/** An owner first does away with what stands in the way. */
export const DISARM = `
  ALTER TABLE audit_entry DISABLE TRIGGER USER;
  DROP INDEX audit_entry_seq;
  ALTER TABLE audit_entry ALTER COLUMN id DROP IDENTITY;
  ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS audit_entry_outcome_check;
  ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS audit_entry_actor_kind_check;
  ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS audit_entry_check;
  ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS audit_entry_check1;`;

/** Every column, with a value that is certainly another. */
const edits: readonly [string, ...string[]] = [
  'id = 1000000 + id',
  "at = at + interval '1 microsecond'",
  "request_id = coalesce(request_id, '') || 'x'",
  "actor_kind = 'robot'",
  "actor_id = coalesce(actor_id, '') || 'x'",
  "roles = roles || 'admin'::text",
  "action = action || 'x'",
  "object_kind = coalesce(object_kind, '') || 'x'",
  "object_id = coalesce(object_id, '') || 'x'",
  'organization_id = gen_random_uuid()',
  "outcome = CASE outcome WHEN 'allowed' THEN 'denied' ELSE 'allowed' END",
  "reason = CASE WHEN reason IS NULL THEN 'x' END",
  "facts = (' ' || facts::text)::json",
  'seq = NULL, hash = NULL',
  'seq = seq + 1000000',
  'hash = sha256(hash)',
];

/** One tampering of a chain of `entries`, the last of which a checkpoint names; the random numbers alone decide it. */
export function tamperingOf(kind: TamperKind, entries: number, random: Random): Tampering {
  const at = random.between(1, entries);
  const other = ((at + random.between(1, entries - 1) - 1) % entries) + 1;
  switch (kind) {
    case 'edit':
      return { kind, sql: `UPDATE audit_entry SET ${random.pick(edits)} WHERE seq = ${at}` };
    case 'delete':
      return { kind, sql: `DELETE FROM audit_entry WHERE seq BETWEEN ${at} AND ${at + random.between(0, 3)}` };
    case 'insert':
      return { kind, sql: insertion(at, random) };
    case 'reorder':
      return { kind, sql: `UPDATE audit_entry e SET ${random.chance(0.5) ? 'seq = o.seq' : 'seq = o.seq, hash = o.hash'} FROM audit_entry o WHERE e.seq IN (${at}, ${other}) AND o.seq IN (${at}, ${other}) AND e.seq <> o.seq` }; // prettier-ignore
    case 'cut-tail':
      return { kind, sql: `DELETE FROM audit_entry WHERE seq >= ${random.between(1, entries)}` };
    case 'rewrite':
      return { kind, sql: `UPDATE audit_entry SET actor_id = 'somebody-else' WHERE seq = 1` };
    case 'rewrite-from':
      return { kind, sql: `UPDATE audit_entry SET actor_id = 'somebody-else' WHERE seq = ${at}` };
  }
}

/** A forged row between two others, whose numbers move up or not; or one that takes another's number. */
function insertion(at: number, random: Random): string {
  const shift = random.chance(0.5) ? `UPDATE audit_entry SET seq = seq + 1 WHERE seq >= ${at};` : '';
  return `${shift}
    INSERT INTO audit_entry (id, actor_kind, actor_id, action, outcome, seq, hash)
    VALUES (1000000, 'person', 'forged', 'case.decide', 'allowed', ${at}, sha256('forged'))`;
}

/** Whoever rewrites computes all later hashes anew. */
export function isConsistent(kind: TamperKind): boolean {
  return kind === 'rewrite' || kind === 'rewrite-from';
}
