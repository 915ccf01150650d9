import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Audit } from '@opencircle/audit';
import type { FastifyReply } from 'fastify';
import { recordRead } from '../audit/record-read.js';
import { writtenAnswer } from './written-answer.js';

/**
 * Does what has to be done with every answer of a handler where Nest hands it over: an interceptor would cost each
 * request an observable and the binding of its async context, which is more than all the rest of the pipeline. What fails
 * here reaches the filter like a handler's own failure. Problems are sent by the filter and do not pass here.
 */
export class AnsweringAdapter extends FastifyAdapter {
  private audit: Audit | undefined;

  /** From now on each read of personal data is written into this log before it is answered. */
  recordReads(audit: Audit): void {
    this.audit = audit;
  }

  /** Nest awaits this as it awaits a reply, for which the type that is overridden leaves no room. */
  override reply(reply: FastifyReply, answer: unknown, status?: number): FastifyReply {
    return this.answer(reply, answer, status) as unknown as FastifyReply;
  }

  private async answer(reply: FastifyReply, answer: unknown, status: number | undefined): Promise<void> {
    if (this.audit !== undefined) await recordRead(this.audit, reply.request, answer);
    await super.reply(reply, await writtenAnswer(reply, answer), status);
  }
}
