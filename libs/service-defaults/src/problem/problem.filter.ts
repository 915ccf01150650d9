import { Catch, Inject, NotFoundException, Optional, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Refusals } from '@opencircle/audit';
import { KeysUnavailable } from '@opencircle/auth';
import { failureCode } from '@opencircle/tls';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { throwError } from 'rxjs';
import { noteRefusal } from '../audit/note-refusal.js';
import { bodyLimitOf } from '../http/body-limit.decorator.js';
import { RouteBook } from '../http/route-book.js';
import { DomainError, type ProblemTable } from './domain-error.js';
import { problemOf } from './problem-of.js';
import { PROBLEM_MEDIA_TYPE, problemBody, type Problem } from './problem.js';

export const PROBLEM_TABLE = Symbol('problem table');

/** Turns every error of a request into problem+json (RFC 9457). Errors of event handlers go on to the transport. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(PROBLEM_TABLE) private readonly table: ProblemTable,
    private readonly routes: RouteBook,
    private readonly log: PinoLogger,
    @Optional() private readonly refusals?: Refusals,
  ) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof KeysUnavailable) this.log.error({ code: failureCode(error) }, error.code);
    const problem = this.refined(error, request) ?? this.unexpected(error, request);
    if (this.refusals !== undefined) noteRefusal(this.refusals, request, problem);
    if (reply.sent) return undefined;
    void reply
      .status(problem.status)
      .headers(problem.headers ?? {})
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problemBody(problem, request.id)));
    return undefined;
  }

  /** What only the request can tell: another method would do, or the route has its own word for a body too large. */
  private refined(error: unknown, request: FastifyRequest): Problem | undefined {
    const problem = problemOf(error, this.table);
    if (problem?.status === 413) return { ...problem, ...bodyLimitOf(request)?.problem };
    const methods = error instanceof NotFoundException && request.is404 ? this.routes.methodsAt(request.url) : [];
    if (methods.length === 0) return problem;
    const allow = methods.join(', ');
    return { status: 405, code: 'method-not-allowed', detail: `use ${allow} here`, headers: { allow } };
  }

  private unexpected(error: unknown, request: FastifyRequest): Problem {
    const hint = error instanceof DomainError ? `problem code ${error.code} is not in the table` : 'unexpected error';
    const line = { requestId: request.id, err: error, route: request.routeOptions.url };
    this.log.error(line, hint);
    return { status: 500, code: 'internal-error', detail: `something went wrong here; its number is ${request.id}` };
  }
}
