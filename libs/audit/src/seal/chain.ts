import { createHash } from 'node:crypto';

/** An entry as its hash sees it: every column as text, exactly as PostgreSQL writes it. */
export type ChainedRow = {
  readonly id: string;
  readonly at: string;
  readonly request_id: string | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly roles: readonly string[];
  readonly action: string;
  readonly object_kind: string | null;
  readonly object_id: string | null;
  readonly organization_id: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly facts: string;
};

/** For SELECT: what `ChainedRow` names. `facts` is `json`, which PostgreSQL keeps as it was written. */
export const CHAINED_COLUMNS = `id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, request_id,
  actor_kind, actor_id, roles, action, object_kind, object_id, organization_id::text, outcome, reason, facts::text AS facts`;

/** What stands before the first entry. */
export const GENESIS = Buffer.alloc(32);

const VERSION = 'opencircle-audit-1';
const ABSENT = Buffer.from('ffffffff', 'hex');

/**
 * The hash of the entry that is number `seq` (from 1) of a service's chain: SHA-256 over `opencircle-audit-1`, service,
 * previous hash, seq, and the columns in the order below. Each value is its length in bytes (unsigned, 32 bits, big-endian)
 * and then its UTF-8 bytes; NULL is the length ffffffff and nothing; a list is the number of its values, then these. So no
 * two different entries are the same bytes, whatever stands in them.
 */
export function hashOf(service: string, previous: Buffer, seq: bigint, row: ChainedRow): Buffer {
  const hash = createHash('sha256');
  const put = (value: string | Buffer | null): void => {
    if (value === null) return void hash.update(ABSENT);
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    hash.update(length(bytes.length)).update(bytes);
  };
  for (const value of [VERSION, service, previous, String(seq), row.id, row.at, row.request_id]) put(value);
  for (const value of [row.actor_kind, row.actor_id]) put(value);
  hash.update(length(row.roles.length));
  for (const role of row.roles) put(role);
  for (const value of [row.action, row.object_kind, row.object_id, row.organization_id]) put(value);
  for (const value of [row.outcome, row.reason, row.facts]) put(value);
  return hash.digest();
}

function length(bytes: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(bytes);
  return buffer;
}
