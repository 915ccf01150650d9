import { randomUUID } from 'node:crypto';
import type { z } from 'zod';

/** Who is asking, for the services' limits per address; never logged here. */
export type Caller = { forwardedFor: string | null };

export type FieldProblem = { pointer: string; rule?: string | undefined; detail?: string | undefined };

/** An expected refusal (4xx): the last part of the problem's `type` (RFC 9457) and the fields it points at. */
export type Refusal = { status: number; code: string; errors: FieldProblem[]; body: Record<string, unknown> };

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** The service did not answer in time, answered with 5xx, or with something that is not its contract. */
export class ServiceUnavailable extends Error {
  constructor(readonly service: string) {
    super(`${service} does not answer`);
  }
}

export type Request = {
  service: string;
  url: URL;
  caller: Caller;
  body?: unknown;
  idempotencyKey?: string;
};

const patience = 5_000;

/** Calls a service: POST with a body, GET without. Terms and names stand in the body, never in the address. */
export async function call<T>(request: Request, schema: z.ZodType<T>): Promise<Answer<T>> {
  const { service } = request;
  const requestId = randomUUID();
  try {
    const response = await fetch(request.url, {
      method: request.body === undefined ? 'GET' : 'POST',
      headers: { ...headersOf(request), 'x-request-id': requestId },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: schema.parse(body) };
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    return { ok: false, refusal: refusalOf(response.status, body) };
  } catch (error) {
    logFailure(service, requestId, reasonOf(error));
    throw new ServiceUnavailable(service);
  }
}

/** A line of JSON in the services' own form; the request id is the one that stands in the asked service's log. */
function logFailure(name: string, requestId: string, code: string): void {
  const line = { level: 'error', time: Date.now(), service: 'finder', requestId, name, code, msg: 'no answer' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

function headersOf({ body, idempotencyKey, caller }: Request): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(caller.forwardedFor === null ? {} : { 'x-forwarded-for': caller.forwardedFor }),
  };
}

function refusalOf(status: number, body: unknown): Refusal {
  const problem = isRecord(body) ? body : {};
  const type = typeof problem['type'] === 'string' ? problem['type'] : '';
  const code = typeof problem['code'] === 'string' ? problem['code'] : (/([a-z0-9-]+)$/.exec(type)?.[1] ?? '');
  const errors = Array.isArray(problem['errors']) ? problem['errors'].filter(isFieldProblem) : [];
  return { status, code, errors, body: problem };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value['pointer'] === 'string';
}

/** The kind of failure only: an answer's text might hold what a person typed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error && 'code' in error.cause ? ` ${String(error.cause.code)}` : '';
  return error.name === 'Error' ? error.message : `${error.name}${cause}`;
}
