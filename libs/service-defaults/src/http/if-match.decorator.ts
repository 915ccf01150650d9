import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidRequest } from '../problem/invalid-request.js';
import { DocumentsHeader } from './documented-header.js';

/** The strong entity tag (RFC 9110 §8.8.3) of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version that the caller edited, from `If-Match`. Without it 428; with what was never our tag 412. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const tag = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (tag === undefined) throw refused('is missing: send the ETag that you edited', 'if-match-required', 428);
    const version = /^"(\d{1,9})"$/.exec(tag)?.[1];
    if (version === undefined) throw refused('is not an ETag of this resource', 'stale-version', 412);
    return Number(version);
  },
  [
    DocumentsHeader({
      name: 'If-Match',
      required: true,
      description: 'the ETag of the version that was edited',
      schema: { type: 'string' },
    }),
  ],
);

function refused(detail: string, code: string, status: 412 | 428): InvalidRequest {
  return new InvalidRequest([{ in: 'header', pointer: '/if-match', rule: code, detail }], code, status);
}
