import { createHash } from 'node:crypto';

/**
 * The Message-ID (RFC 5322 §3.6.4) of a delivery: always the same one, so that a mail that was sent twice after a crash
 * can be known as one, and it tells nothing. `domain` is the sender's.
 */
export function messageId(idempotencyKey: string, domain: string): string {
  const digest = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40);
  return `<${digest}@${domain}>`;
}
