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
import { SignInRefused } from './sign-in-refused.js';

/** What a signed-in client holds. `expiresIn`: seconds that the access token lasts. */
export type SessionTokens = { accessToken: string; refreshToken: string; expiresIn: number };

/**
 * Days after which a session ends and its holder signs in again (NIST SP 800-63B-4 §2.1.3 and §2.2.3: 30 days at AAL 1,
 * a day at AAL 2). One that began at a provider lasts a day at most: whom the provider lets go is to be gone here soon.
 */
const LONGEST_DAYS: Readonly<Record<Aal, number>> = { 1: 30, 2: 1 };
const DAYS_BY_PROVIDER = 1;

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
    const days = provider === undefined ? LONGEST_DAYS[aal] : DAYS_BY_PROVIDER;
    const sessionId = randomUUID();
    const refreshToken = newRefreshToken();
    const { dataKey } = await db.get(Person, { id: personId });
    await db.query(
      `INSERT INTO session (id, person_id, started_at, expires_at, confirmed_at, aal, client, provider_of)
       VALUES ($1, $2, now(), now() + make_interval(days => $3), CASE WHEN $6 THEN now() ELSE '-infinity' END, $4, $5, $7)`,
      [sessionId, personId, days, aal, this.fields.sealName(dataKey, agent), isConfirmed, provider?.organizationId],
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
