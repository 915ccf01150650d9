import type { JWK } from 'jose';

export type AuditOptions = {
  readonly service: string;
  /** Ed25519, private. Without one the chain is sealed and no checkpoint is made. */
  readonly signingKey?: JWK | undefined;
  /** Where checkpoints are appended, one file a service; Kafka has them in any case. */
  readonly checkpointFolder?: string | undefined;
};

export const AUDIT_OPTIONS = Symbol('audit options');
