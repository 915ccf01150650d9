import type { Asked } from '@opencircle/audit';
import type { FastifyRequest } from 'fastify';

/** A request's parameters as it came; what is no object has none. */
export function askedOf({ params, query, body }: Pick<FastifyRequest, 'params' | 'query' | 'body'>): Asked {
  return { params: fieldsOf(params), query: fieldsOf(query), body: fieldsOf(body) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
