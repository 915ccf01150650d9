import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { caseId, organizationId, type CaseId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf, pageQuery, type Page } from '../page.js';
import { caseSummary, caseView, type CaseSummary, type CaseView } from './case-view.js';
import { ClaimCase } from './claim-case.js';
import { DecideCase } from './decide-case.js';
import { DecideCases, type CaseOutcome } from './decide-cases.js';
import { FindCases } from './find-cases.js';
import { caseKinds, caseStates } from './moderation-case.js';
import { decisions, reasonCodes, type ReasonCode } from './reason-codes.js';

const reasonCode = z.enum([...new Set(Object.values(reasonCodes).flat())] as [ReasonCode, ...ReasonCode[]]);
const verdict = { decision: z.enum(decisions), reasonCode, note: z.string().trim().min(1).max(2000).optional() };
const newDecision = z.strictObject(verdict);
const newDecisions = z.strictObject({ caseIds: z.array(caseId).min(1).max(500), ...verdict });

const query = z.strictObject({
  ...pageQuery,
  state: z.enum(caseStates).optional(),
  kind: z.enum(caseKinds).optional(),
  organizationId: organizationId.optional(),
  sort: z.enum(['dueAt', 'openedAt']).default('dueAt'),
});

const outcomes = z.object({
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ caseId, outcome: z.literal('decided') }),
      z.object({
        caseId,
        outcome: z.literal('failed'),
        problem: z.object({ code: z.string(), detail: z.string() }),
      }),
    ]),
  ),
});

@Controller('v1')
export class CaseController {
  constructor(
    private readonly cases: FindCases,
    private readonly claims: ClaimCase,
    private readonly decision: DecideCase,
    private readonly decisions: DecideCases,
  ) {}

  @Get('cases')
  @Allow('case.list')
  @Answers(200, pageOf(caseSummary))
  list(
    @Query({ schema: query }) asked: z.infer<typeof query>,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CaseSummary>> {
    return this.cases.list(asked, actor);
  }

  @Get('cases/:id')
  @Allow('case.read')
  @Answers(200, caseView)
  one(@Param('id', { schema: caseId }) id: CaseId, @CurrentActor() actor: Actor): Promise<CaseView> {
    return this.cases.one(id, actor);
  }

  @Post('cases/:id/claims')
  @Allow('case.claim')
  @Answers(201, caseView)
  async claim(
    @Param('id', { schema: caseId }) id: CaseId,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<CaseView> {
    await this.claims.run(id, actor, key);
    return this.cases.one(id, actor);
  }

  @Post('cases/:id/decisions')
  @Allow('case.decide')
  @Answers(201, caseView)
  async decide(
    @Param('id', { schema: caseId }) id: CaseId,
    @Body({ schema: newDecision }) body: z.infer<typeof newDecision>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<CaseView> {
    await this.decision.run(id, body, actor, key);
    return this.cases.one(id, actor);
  }

  @Post('case-decisions')
  @Allow('case.decide')
  @Answers(200, outcomes)
  async decideMany(
    @Body({ schema: newDecisions }) { caseIds, ...body }: z.infer<typeof newDecisions>,
    @CurrentActor() actor: Actor,
  ): Promise<{ results: CaseOutcome[] }> {
    return { results: await this.decisions.run(caseIds, body, actor) };
  }
}
