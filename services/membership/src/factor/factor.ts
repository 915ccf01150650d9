import type { PersonId } from '@opencircle/contracts';
import { z } from 'zod';

/** A factor that signs in beside a password. Recovery codes stand in for one that is lost; alone they are none. */
export const factorKind = z.enum(['totp', 'passkey']);
export type FactorKind = z.infer<typeof factorKind>;

export const usableFactor = z.enum(['totp', 'passkey', 'recovery-code']);
export type UsableFactor = z.infer<typeof usableFactor>;

/** A row of `factor` as the checks read it; bigint columns come as text. */
export type FactorRow = {
  id: string;
  personId: PersonId;
  kind: FactorKind;
  label: Buffer;
  secret: Buffer | null;
  credentialId: Buffer | null;
  publicKey: Buffer | null;
  counter: string;
  enrolledAt: Date | null;
  lastUsedAt: Date | null;
};

export const factorColumns = `id, person_id AS "personId", kind, label, secret, credential_id AS "credentialId",
  public_key AS "publicKey", counter, enrolled_at AS "enrolledAt", last_used_at AS "lastUsedAt"`;
