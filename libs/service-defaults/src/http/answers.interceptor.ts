import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import type { z } from 'zod';
import { pointerTo } from '../problem/issues.js';
import { answerOf, schemaAt } from './answers.decorator.js';

/** Writes answers through the schema of `@Answers`. One that does not fit is a programming error: a 500, logged. */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const described = context.getType() === 'http' ? answerOf(context.getHandler()) : undefined;
    if (described?.schema === undefined) return next.handle();
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const reply = context.switchToHttp().getResponse<{ statusCode: number }>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const schema = schemaAt(described, reply.statusCode) as z.ZodType;
        const result = await schema.safeParseAsync(answer);
        if (result.success) return result.data;
        const places = result.error.issues.map(({ path, code }) => `${pointerTo(path)} ${code}`);
        throw new AnswerMismatch(`${route} answers what its schema does not allow: ${places.join(', ')}`);
      }),
    );
  }
}

/** Names places and rules only; the values may be about people. */
class AnswerMismatch extends Error {}
