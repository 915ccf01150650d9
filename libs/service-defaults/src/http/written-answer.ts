import type { FastifyReply } from 'fastify';
import { problemErrors } from '../problem/issues.js';
import { schemaAt } from './answers.decorator.js';
import { factsOfRoute } from './route-config.js';

/**
 * An answer as the schema of its route's `@Answers` writes it; as it is where there is none. Throws AnswerMismatch, a
 * programming error: a 500, logged.
 */
export async function writtenAnswer({ request, statusCode }: FastifyReply, answer: unknown): Promise<unknown> {
  const route = request.routeOptions;
  const { answer: described } = factsOfRoute(route);
  const schema = described && schemaAt(described, statusCode);
  if (schema === undefined) return answer;
  // Parses at once where the schema can, which zod does several times faster.
  const result = await schema['~standard'].validate(answer);
  if (result.issues === undefined) return result.value;
  const places = problemErrors(result.issues).map(({ pointer, rule }) => `${pointer} ${rule}`);
  const name = `${request.method} ${route.url ?? ''}`;
  throw new AnswerMismatch(`${name} answers what its schema does not allow: ${places.join(', ')}`);
}

/** Names places and rules only; the values may be about people. */
class AnswerMismatch extends Error {}
