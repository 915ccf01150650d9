import { Inject, Injectable } from '@nestjs/common';
import type { Action } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { ParkedAction, ParkedActionKind, ParkedAudit, PastAction } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { Audit } from './audit.js';
import type { Facts } from './entry.js';
import { AUDIT_OPTIONS, type AuditOptions } from './options.js';

const OBJECT = 'parked-sequence';

const actions: Readonly<Record<ParkedActionKind, Action>> = {
  show: 'parked.read',
  'dry-run': 'parked.replay',
  replay: 'parked.replay',
  'replay-cancelled': 'parked.replay',
  'replay-ended': 'parked.replay',
  discard: 'parked.discard',
};

/** What is done to parked events, in the chain: the port that messaging declares. */
@Injectable()
export class ParkedActionsInAudit implements ParkedAudit {
  constructor(
    @Inject(AUDIT_OPTIONS) private readonly options: AuditOptions,
    private readonly audit: Audit,
  ) {}

  async record(db: Db, { actor, action, sequenceId, replayId, reason, event, outcome }: ParkedAction): Promise<void> {
    const facts: Facts = {
      step: action,
      consumer: this.options.service,
      ...(replayId !== undefined && { replayId }),
      ...(reason !== undefined && { statedReason: reason }),
      ...(event !== undefined && { event: event as Record<string, unknown> }),
      ...(outcome !== undefined && { counts: { ...outcome } }),
    };
    await this.audit.record(db, {
      // Messaging knows the operator by id alone; the roles stand in the token of the request.
      actor: { kind: 'person', id: actor as PersonId, roles: [] },
      action: actions[action],
      ...(sequenceId !== undefined && { object: { kind: OBJECT, id: sequenceId } }),
      outcome: 'allowed',
      facts,
    });
  }

  async actionsOn(db: Db, _consumer: string, sequenceId: string, limit: number): Promise<PastAction[]> {
    const rows = await db.query<Omit<PastAction, 'at'> & { at: Date }>(
      `SELECT at, actor_id AS actor, facts->>'step' AS action, facts->>'statedReason' AS reason, facts->'counts' AS outcome
       FROM audit_entry
       WHERE object_id = $1 AND object_kind = '${OBJECT}' AND outcome = 'allowed' AND facts->>'step' IS NOT NULL
       ORDER BY id DESC LIMIT $2`,
      [sequenceId, limit],
    );
    return rows.reverse().map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
