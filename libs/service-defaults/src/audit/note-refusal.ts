import { namedObject, refusalOf, type Refusals } from '@opencircle/audit';
import { anonymous, type WithActor } from '@opencircle/auth';
import type { FastifyRequest } from 'fastify';
import type { Problem } from '../problem/problem.js';
import { askedOf } from './asked.js';

/** Tells the audit log of a request that was refused, where that is of consequence. Never throws, never waits. */
export function noteRefusal(refusals: Refusals, request: FastifyRequest & WithActor, problem: Problem): void {
  const { action, actor = anonymous, method } = request;
  const refusal = action && refusalOf(action, { method, status: problem.status });
  if (action === undefined || refusal === undefined) return;
  const { object } = namedObject(action, askedOf(request));
  refusals.note({ ...refusal, actor, action, object, reason: problem.code, facts: { method }, requestId: request.id });
}
