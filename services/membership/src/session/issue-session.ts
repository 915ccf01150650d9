import { randomUUID } from 'node:crypto';
import { Audit } from '@opencircle/audit';
import { TokenIssuer, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { isProviderOf } from '../identity-provider/usable-provider.js';
import { isPasswordOf } from '../person/is-password-of.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { accessEpochOf } from './access-epoch.js';
import { rolesOfSession } from './find-roles.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';
import type { SignedInBy } from './signed-in-by.js';
import type { Aal } from './second-factor-roles.js';
import { timesOf } from './session-times.js';
import { SignInRefused } from './sign-in-refused.js';

/** What a signed-in client holds. `expiresIn`: seconds that the access token lasts. */
export type SessionTokens = { accessToken: string; refreshToken: string; expiresIn: number };

/**
 * Starts a session: one family of refresh tokens. Throws SignInRefused for a person who was disabled, and where the password
 * or the provider that vouched for them was changed meanwhile.
 */
@Injectable()
export class IssueSession {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly fields: PersonalFields,
    private readonly audit: Audit,
  ) {}

  /**
   * `agent` is what the client calls itself, for the person's own list of sessions. A session that began with an
   * organization's word alone is not confirmed: it must not change how its person signs in.
   */
  async run(
    db: Db,
    personId: PersonId,
    { aal, agent, by }: { aal: Aal; agent: string; by: SignedInBy },
  ): Promise<SessionTokens> {
    const provider = by.method === 'provider' ? by : undefined;
    // The provider's row before the person's, as where both change.
    if (provider !== undefined && !(await isProviderOf(db, provider))) throw new SignInRefused('provider-changed');
    const epoch = await accessEpochOf(db, personId);
    if (epoch === undefined) throw new SignInRefused('account-disabled');
    if (by.method === 'password' && !(await isPasswordOf(db, personId, by)))
      throw new SignInRefused('password-changed');
    const isConfirmed = provider === undefined || aal === 2;
    const { longest, inactive } = timesOf({ aal, byProvider: provider !== undefined });
    const sessionId = randomUUID();
    const refreshToken = newRefreshToken();
    const { dataKey } = await db.get(Person, { id: personId });
    await db.query(
      `INSERT INTO session (id, person_id, started_at, expires_at, inactive_at, confirmed_at, aal, client, provider_of)
       VALUES ($1, $2, now(), now() + $3::interval, now() + $4::interval, CASE WHEN $5 THEN now() ELSE '-infinity' END,
         $6, $7, $8)`,
      [
        sessionId,
        personId,
        longest,
        inactive,
        isConfirmed,
        aal,
        this.fields.sealName(dataKey, agent),
        provider?.organizationId,
      ],
    );
    await db.query('INSERT INTO refresh_token (token_hash, session_id) VALUES ($1, $2)', [
      refreshTokenHash(refreshToken),
      sessionId,
    ]);
    const roles = await rolesOfSession(db, personId, { aal, providerOf: provider?.organizationId ?? null });
    await this.audit.record(db, {
      actor: { kind: 'person', id: personId, roles },
      action: 'session.create',
      object: { kind: 'session', id: sessionId },
      organizationId: provider?.organizationId,
      outcome: 'allowed',
      facts: { method: by.method, ...(by.factor !== undefined && { factor: by.factor }), aal },
    });
    return this.tokens({ id: personId, epoch, sessionId, roles }, refreshToken);
  }

  /** The epoch must have been read before the roles, so that a token never passes old roles off as new ones. */
  async tokens(
    holder: { id: PersonId; epoch: number; sessionId: string; roles: RoleGrant[] },
    refreshToken: string,
  ): Promise<SessionTokens> {
    const { accessToken, expiresIn } = await this.issuer.issue({ kind: 'person', ...holder });
    return { accessToken, refreshToken, expiresIn };
  }
}
