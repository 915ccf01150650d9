import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { PasskeyCeremony, type PasskeyOptions } from '../factor/passkey-ceremony.js';
import type { FirstStep } from './signed-in-by.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';

export type ChallengePurpose = 'sign-in' | 'confirm';

/** Minutes in which the second factor must follow the first. */
const MINUTES = 10;

/** Asks for a factor: an opaque challenge, and what a browser needs to answer it with a passkey. */
@Injectable()
export class OpenChallenge {
  constructor(
    private readonly tx: Transactions,
    private readonly ceremony: PasskeyCeremony,
  ) {}

  /** Without a person, the passkey that answers says who it is. With a person who has none, there are no options. */
  async run(
    purpose: ChallengePurpose,
    whose: { personId: PersonId; credentialIds: Buffer[]; sessionId?: string; by?: FirstStep } | null,
  ): Promise<{ challenge: string; passkey?: PasskeyOptions }> {
    const challenge = newRefreshToken();
    const by = whose?.by;
    const provider = by?.method === 'provider' ? by : undefined;
    const passkey = await this.ceremony.request(whose?.credentialIds);
    await this.tx.run((db) =>
      db.query(
        `INSERT INTO session_challenge
           (token_hash, purpose, person_id, session_id, passkey_challenge, method, organization_id, configured_at, password_set_at,
            expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '${MINUTES} minutes')`,
        [
          refreshTokenHash(challenge),
          purpose,
          whose?.personId ?? null,
          whose?.sessionId ?? null,
          passkey.challenge,
          by?.method ?? null,
          provider?.organizationId ?? null,
          provider?.configuredAt ?? null,
          by?.method === 'password' ? by.setAt : null,
        ],
      ),
    );
    return whose?.credentialIds.length === 0 ? { challenge } : { challenge, passkey };
  }
}
