import { Injectable } from '@nestjs/common';
import { policy, type Action, type Actor } from '@opencircle/auth';
import { currentCause } from '@opencircle/messaging';
import { Transactions, type Db } from '@opencircle/persistence';
import { factsOf, type AuditEntry } from './entry.js';
import { SealLoop } from './seal/seal-loop.js';

/** Writes what happened into the service's audit log, from where nobody can change it unseen. */
@Injectable()
export class Audit {
  constructor(
    private readonly transactions: Transactions,
    private readonly sealing: SealLoop,
  ) {}

  /** In the transaction of the action itself: the entry is there if and only if the action committed. */
  async record(db: Db, entry: AuditEntry): Promise<void> {
    const actor = entry.actor === 'system' ? ({ kind: 'system' } as const) : entry.actor;
    await db.query(
      `INSERT INTO audit_entry
         (request_id, actor_kind, actor_id, roles, action, object_kind, object_id, organization_id, outcome, reason, facts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        entry.requestId ?? currentCause()?.requestId ?? null,
        actor.kind,
        actor.kind === 'system' ? null : idOf(actor),
        actor.kind === 'person' ? rolesFor(actor, entry.action) : [],
        entry.action,
        entry.object?.kind ?? null,
        entry.object?.id ?? null,
        entry.organizationId ?? null,
        entry.outcome,
        entry.reason ?? null,
        JSON.stringify(factsOf(entry)),
      ],
    );
    db.afterCommit(() => this.sealing.wake());
  }

  /** For what commits nothing itself: reads, refusals. Resolves once the entries are durable. */
  async recordApart(...entries: readonly AuditEntry[]): Promise<void> {
    await this.transactions.run(async (db) => {
      for (const entry of entries) await this.record(db, entry);
    });
  }
}

function idOf(actor: Actor): string | null {
  switch (actor.kind) {
    case 'anonymous':
      return null;
    case 'person':
      return actor.id;
    case 'service':
      return actor.name;
  }
}

/** The roles by which a person could do this, each once; where they have none for it, all that they have. */
function rolesFor(actor: Actor & { kind: 'person' }, action: Action): string[] {
  const held = [...new Set(actor.roles.map(({ role }) => role))];
  const used = held.filter((role) => Object.hasOwn(policy.row(action).allow, role));
  return used.length > 0 ? used : held;
}
