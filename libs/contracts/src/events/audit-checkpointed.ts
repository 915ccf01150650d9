import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';

/**
 * Where the audit log of a service stood. The subject is the service's name. `jws` is the same, signed by the service's audit
 * key (RFC 7515, Ed25519): whoever verifies believes it alone. `hash` is hex of the SHA-256 of entry `seq`.
 */
export const auditCheckpointed = eventType({
  type: 'org.opencircle.audit.checkpointed.v1',
  topic: 'opencircle.audit.checkpoint',
  schema: z.object({
    service: z.string().min(1).max(60),
    seq: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.iso.datetime(),
    jws: z.string().max(2000),
  }),
  sample: {
    service: 'listings',
    seq: 42,
    hash: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
    at: '2026-11-24T08:30:00.000Z',
    jws: 'eyJhbGciOiJFZERTQSIsInR5cCI6Im9wZW5jaXJjbGUtYXVkaXQtY2hlY2twb2ludCIsImtpZCI6InRuVmxKOGJLT0h1RHdYVE5HSkd2In0.eyJzZXJ2aWNlIjoibGlzdGluZ3MiLCJzZXEiOjQyfQ.c2lnbmF0dXJl',
  },
});
export type AuditCheckpointed = DataOf<typeof auditCheckpointed>;
