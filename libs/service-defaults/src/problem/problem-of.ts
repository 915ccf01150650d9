import { HttpException } from '@nestjs/common';
import { AccessUnknown, Forbidden, KeysUnavailable, Unauthenticated } from '@opencircle/auth';
import { IdempotencyKeyReused, isDatabaseAway, RowNotFound, StaleVersion } from '@opencircle/persistence';
import { ParkingRefused, type ParkingRefusal } from '@opencircle/messaging';
import { DomainError, type ProblemTable } from './domain-error.js';
import { TooManyRequests } from '../limit/too-many-requests.js';
import { InvalidRequest } from './invalid-request.js';
import type { Problem } from './problem.js';

/** Seconds after which it makes sense to ask again when a backing service is away. */
const RETRY_AFTER = { 'retry-after': '2' };

/** Codes and sentences for failures that Fastify and Nest find. Theirs are not passed on: they may quote the input. */
const byStatus: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['malformed-request', 'the request is not well-formed; is the body valid JSON?'],
  401: ['unauthenticated', 'sign in first: this needs an access token'],
  403: ['forbidden', 'you may not do this'],
  404: ['not-found', 'there is nothing at this address'],
  406: ['not-acceptable', 'the answer does not exist in the form that was asked for'],
  408: ['request-timeout', 'the request took too long to arrive'],
  413: ['body-too-large', 'the body is larger than this address accepts'],
  414: ['address-too-long', 'the address is too long'],
  415: ['unsupported-media-type', 'send application/json'],
  429: ['too-many-requests', 'too many requests; try again later'],
  503: ['temporarily-unavailable', 'this is not available at the moment; try again in a moment'],
};

/** The problem that an error is answered with; undefined when it was not expected (a 500). */
export function problemOf(error: unknown, table: ProblemTable): Problem | undefined {
  if (error instanceof DomainError) return fromDomain(error, table);
  if (error instanceof InvalidRequest) {
    return { status: error.status, code: error.code, detail: error.message, errors: error.errors };
  }
  if (error instanceof Unauthenticated) return unauthenticated(error);
  if (error instanceof Forbidden) return { status: 403, code: error.code, detail: error.message };
  if (error instanceof TooManyRequests) {
    const { code, message: detail, retryAfter } = error;
    return { status: 429, code, detail, extra: { retryAfter }, headers: { 'retry-after': String(retryAfter) } };
  }
  if (error instanceof RowNotFound) return { status: 404, code: 'not-found', detail: error.message };
  if (error instanceof IdempotencyKeyReused) {
    return { status: 422, code: 'idempotency-key-reused', detail: error.message };
  }
  if (error instanceof ParkingRefused) return parkingRefused(error);
  if (error instanceof StaleVersion) {
    return { status: 412, code: 'stale-version', detail: error.message, extra: { current: error.current } };
  }
  if (error instanceof KeysUnavailable || error instanceof AccessUnknown) {
    return { status: 503, code: error.code, detail: error.message, headers: RETRY_AFTER };
  }
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  if (isDatabaseAway(error)) return ofStatus(503);
  return undefined;
}

/** The problem of a bare status, in words that fit it. */
export function ofStatus(status: number): Problem | undefined {
  const known = byStatus[status] ?? (status < 500 ? byStatus[400] : undefined);
  if (known === undefined) return undefined;
  return { status, code: known[0], detail: known[1], ...(status === 503 && { headers: RETRY_AFTER }) };
}

function fromDomain(error: DomainError, table: ProblemTable): Problem | undefined {
  if (!Object.hasOwn(table, error.code)) return undefined;
  const { code, message, errors, extra } = error;
  return { status: table[code] as number, code, detail: message, errors, extra };
}

const parkingStatus: Readonly<Record<ParkingRefusal, number>> = {
  'bad-cursor': 400,
  'replay-running': 409,
  'replay-not-running': 409,
  'not-at-head': 409,
};

function parkingRefused({ code, message, pointer, where }: ParkingRefused): Problem {
  const place = where === 'body' ? {} : { in: where };
  return { status: parkingStatus[code], code, detail: message, errors: [{ pointer, rule: code, detail: message, ...place }] }; // prettier-ignore
}

function unauthenticated(error: Unauthenticated): Problem {
  const challenge = error.code === 'unauthenticated' ? 'Bearer' : 'Bearer error="invalid_token"';
  return { status: 401, code: error.code, detail: error.message, headers: { 'www-authenticate': challenge } };
}
