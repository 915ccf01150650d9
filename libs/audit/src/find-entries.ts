import { Injectable } from '@nestjs/common';
import { policyTable, type Action, type Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import type { Facts, Outcome } from './entry.js';
import { visibleTo } from './recorded.js';

/** `from` counts, `to` does not. `before` is the id that the last page ended with. */
export type EntryQuery = {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

/** An entry as it is shown. `seq` is its number in the chain; null for the moment until it is sealed. */
export type EntryView = {
  id: string;
  at: string;
  requestId: string | null;
  actor: { kind: 'anonymous' | 'person' | 'service' | 'system'; id: string | null; roles: string[] };
  action: string;
  object: { kind: string; id: string } | null;
  organizationId: string | null;
  outcome: Outcome;
  reason: string | null;
  facts: Facts;
  seq: string | null;
};

type Row = Omit<EntryView, 'at' | 'actor' | 'object'> & {
  at: Date;
  actor_kind: EntryView['actor']['kind'];
  actor_id: string | null;
  roles: string[];
  object_kind: string | null;
  object_id: string | null;
};

/** The audit log, newest first, as far as the actor may see it. */
@Injectable()
export class FindEntries {
  constructor(private readonly transactions: Transactions) {}

  async run(query: EntryQuery, by: Actor): Promise<{ items: EntryView[]; next: string | null }> {
    const visible = (Object.keys(policyTable) as Action[]).filter((action) => visibleTo(by, action));
    const isAll = visible.length === Object.keys(policyTable).length;
    const { actor, action, object, outcome, from, to, before, limit } = query;
    const rows = await this.transactions.read((db) =>
      db.query<Row>(
        `SELECT id, at, request_id AS "requestId", actor_kind, actor_id, roles, action, object_kind, object_id,
                organization_id AS "organizationId", outcome, reason, facts, seq
         FROM audit_entry
         WHERE ($1::text[] IS NULL OR action = ANY ($1)) AND ($2::text IS NULL OR actor_id = $2)
           AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR object_id = $4)
           AND ($5::text IS NULL OR outcome = $5) AND ($6::timestamptz IS NULL OR at >= $6)
           AND ($7::timestamptz IS NULL OR at < $7) AND ($8::bigint IS NULL OR id < $8)
         ORDER BY id DESC LIMIT $9`,
        [isAll ? null : visible, actor ?? null, action ?? null, object ?? null, outcome ?? null, from ?? null, to ?? null, before ?? null, limit + 1], // prettier-ignore
      ),
    );
    const items = rows.slice(0, limit).map(viewOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

function viewOf({ actor_kind, actor_id, roles, object_kind, object_id, at, ...row }: Row): EntryView {
  const object = object_kind !== null && object_id !== null ? { kind: object_kind, id: object_id } : null;
  return { ...row, at: at.toISOString(), actor: { kind: actor_kind, id: actor_id, roles }, object };
}
