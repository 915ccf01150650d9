import { readOf, type Audit } from '@opencircle/audit';
import type { WithActor } from '@opencircle/auth';
import type { FastifyRequest } from 'fastify';
import { askedOf } from './asked.js';

/**
 * Writes a read of personal data into the audit log; of other requests nothing. To be awaited before the answer is
 * sent: what cannot be written is not shown.
 */
export async function recordRead(audit: Audit, request: FastifyRequest & WithActor, answer: unknown): Promise<void> {
  const { actor, action } = request;
  const about = action === undefined ? undefined : readOf(action, askedOf(request));
  if (actor === undefined || action === undefined || about === undefined) return;
  const facts = { ...about.facts, ...rowsOf(answer) };
  await audit.recordApart({ ...about, actor, action, outcome: 'allowed', facts });
}

function rowsOf(answer: unknown): { rows?: number } {
  const items = (answer as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? { rows: items.length } : {};
}
