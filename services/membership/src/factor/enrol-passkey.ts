import { randomUUID } from 'node:crypto';
import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { confirmed } from '../session/confirm-identity.js';
import { confirmedAlone, confirmedSession } from '../session/confirmed-session.js';
import { newRefreshToken, refreshTokenHash } from '../session/refresh-token.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { takeChallenge, useChallenge } from '../session/take-challenge.js';
import { factorRefused, tooManyFactors } from './factor.errors.js';
import { PasskeyCeremony, type PasskeyOptions } from './passkey-ceremony.js';

export type PasskeyStart = { challenge: string; options: PasskeyOptions };

const MOST_PASSKEYS = 10;

/** Adds a passkey in two steps: options for the browser, then its answer. */
@Injectable()
export class EnrolPasskey {
  private readonly logger = new Logger(EnrolPasskey.name);

  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly fields: PersonalFields,
    private readonly ceremony: PasskeyCeremony,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** Throws `confirm-first`, `too-many-factors`. */
  begin(actor: Actor): Promise<PasskeyStart> {
    return this.tx.run(async (db) => {
      const held = await confirmedSession(db, actor);
      const person = await db.get(Person, { id: held.personId });
      const { email, displayName } = this.fields.open(person);
      const known = await db.query<{ id: Buffer }>(
        `SELECT credential_id AS id FROM factor WHERE person_id = $1 AND kind = 'passkey'`,
        [person.id],
      );
      if (known.length >= MOST_PASSKEYS) throw tooManyFactors();
      const ids = known.map(({ id }) => id);
      const options = await this.ceremony.creation({ id: person.id, account: email, displayName }, ids);
      const challenge = newRefreshToken();
      await db.query(
        `INSERT INTO session_challenge (token_hash, purpose, person_id, session_id, passkey_challenge, expires_at)
         VALUES ($1, 'enrol', $2, $3, $4, now() + interval '10 minutes')`,
        [refreshTokenHash(challenge), person.id, held.id, options.challenge],
      );
      return { challenge, options };
    });
  }

  /** Throws `factor-refused`, also for a passkey that is somebody's already. */
  async finish(challenge: string, answer: unknown, label: string, actor: Actor): Promise<{ id: string }> {
    const outcome = await this.tx.run(async (db) => {
      const held = await confirmedAlone(db, actor);
      const taken = await takeChallenge(db, challenge, 'enrol', held.id);
      if (taken === undefined || !(await useChallenge(db, taken.hash))) return { refused: 'challenge-unknown' };
      const passkey = await this.ceremony.registered(answer, taken.passkeyChallenge);
      if (passkey === undefined) return { refused: 'passkey-refused' };
      const { dataKey } = await db.get(Person, { id: held.personId });
      const id = randomUUID();
      const added = await db.query(
        `INSERT INTO factor (id, person_id, kind, label, credential_id, public_key, counter, enrolled_at)
         VALUES ($1, $2, 'passkey', $3, $4, $5, $6, now())
         ON CONFLICT (credential_id) WHERE credential_id IS NOT NULL DO NOTHING RETURNING 1`,
        [
          id,
          held.personId,
          this.cipher.encrypt(dataKey, label),
          passkey.credentialId,
          passkey.publicKey,
          passkey.counter,
        ],
      );
      if (added.length === 0) return { refused: 'passkey-known' };
      await confirmed(db, held.id, true);
      await this.revokeAccess.run(db, held.personId, 'identity-confirmed');
      await this.audit.record(db, {
        actor,
        action: 'me.factors.enrol',
        object: { kind: 'factor', id },
        outcome: 'allowed',
        facts: { factor: 'passkey' },
      });
      return { id };
    });
    if (!('refused' in outcome)) return outcome;
    this.logger.log({ code: outcome.refused }, 'enrolment refused');
    throw factorRefused();
  }
}
