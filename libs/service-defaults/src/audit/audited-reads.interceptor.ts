import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Audit, readOf } from '@opencircle/audit';
import type { WithActor } from '@opencircle/auth';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { askedOf } from './asked.js';

/** Writes each read of personal data into the audit log before it is answered: what cannot be written is not shown. */
@Injectable()
export class AuditedReads implements NestInterceptor {
  constructor(private readonly audit: Audit) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest & WithActor>();
    const { actor, action } = request;
    const about = action === undefined ? undefined : readOf(action, askedOf(request));
    if (actor === undefined || action === undefined || about === undefined) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const facts = { ...about.facts, ...rowsOf(answer) };
        await this.audit.recordApart({ ...about, actor, action, outcome: 'allowed', facts });
        return answer;
      }),
    );
  }
}

function rowsOf(answer: unknown): { rows?: number } {
  const items = (answer as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? { rows: items.length } : {};
}
