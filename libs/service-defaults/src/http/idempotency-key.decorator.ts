import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidRequest } from '../problem/invalid-request.js';
import { DocumentsHeader } from './documented-header.js';

const HEADER = 'idempotency-key';

/** The request's `Idempotency-Key`, or undefined. 1–128 visible ASCII characters; anything else is a 400. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const key = context.switchToHttp().getRequest<FastifyRequest>().headers[HEADER];
    if (key === undefined) return undefined;
    if (typeof key === 'string' && /^[\x21-\x7e]{1,128}$/.test(key)) return key;
    const detail = 'is not 1 to 128 visible ASCII characters';
    throw new InvalidRequest(
      [{ in: 'header', pointer: `/${HEADER}`, rule: HEADER, detail }],
      'invalid-idempotency-key',
    );
  },
  [
    DocumentsHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'makes the request safe to repeat: the same key with the same body has one effect',
      schema: { type: 'string', minLength: 1, maxLength: 128 },
    }),
  ],
);
