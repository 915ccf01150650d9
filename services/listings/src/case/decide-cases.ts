import { Injectable, Logger } from '@nestjs/common';
import { Refusals } from '@opencircle/audit';
import { Forbidden, type Actor } from '@opencircle/auth';
import type { CaseId } from '@opencircle/contracts';
import { isDatabaseAway, RowNotFound } from '@opencircle/persistence';
import { DomainError } from '@opencircle/service-defaults';
import { DecideCase } from './decide-case.js';
import type { Verdict } from './moderation-case.js';

export type CaseOutcome =
  | { caseId: CaseId; outcome: 'decided' }
  | { caseId: CaseId; outcome: 'failed'; problem: { code: string; detail: string } };

const AT_ONCE = 4;

/**
 * Decides many snapshots alike; reports are refused. Each is its own transaction: one that cannot be decided leaves the
 * others decided. Each denial is in the audit log as it is of a single decision, though the request is answered with 200.
 */
@Injectable()
export class DecideCases {
  private readonly logger = new Logger(DecideCases.name);

  constructor(
    private readonly decision: DecideCase,
    private readonly refusals: Refusals,
  ) {}

  async run(ids: readonly CaseId[], verdict: Verdict, actor: Actor): Promise<CaseOutcome[]> {
    const waiting = [...new Set(ids)];
    const outcomes = new Map<CaseId, CaseOutcome>();
    const worker = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        outcomes.set(id, await this.decideOne(id, verdict, actor, ids.length));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return [...outcomes.values()];
  }

  private async decideOne(caseId: CaseId, verdict: Verdict, actor: Actor, among: number): Promise<CaseOutcome> {
    try {
      await this.decision.runAmongMany(caseId, verdict, actor, among);
      return { caseId, outcome: 'decided' };
    } catch (error) {
      const problem = this.problemOf(error);
      if (isDenial(error)) {
        const object = { kind: 'case', id: caseId };
        const facts = { method: 'POST', among };
        this.refusals.note({ actor, action: 'case.decide', object, outcome: 'denied', reason: problem.code, facts });
      }
      return { caseId, outcome: 'failed', problem };
    }
  }

  private problemOf(error: unknown): { code: string; detail: string } {
    if (error instanceof DomainError || error instanceof Forbidden) return { code: error.code, detail: error.message };
    if (error instanceof RowNotFound) return { code: 'not-found', detail: error.message };
    if (isDatabaseAway(error))
      return { code: 'temporarily-unavailable', detail: 'This is not available at the moment; try again in a moment.' };
    this.logger.error({ err: error }, 'a case was not decided');
    return { code: 'internal-error', detail: 'Something went wrong; the case is as it was.' };
  }
}

/** Whose existence a moderator may not know of is not found. */
function isDenial(error: unknown): boolean {
  return error instanceof Forbidden || error instanceof RowNotFound;
}
