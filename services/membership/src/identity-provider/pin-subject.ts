import { createHash } from 'node:crypto';
import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { FieldCipher, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { SignInRefused } from '../session/sign-in-refused.js';
import type { Vouched } from './redeem-code.js';

/** `account`: the keyed look-up of their address. */
export type Admitted = { readonly personId: PersonId; readonly account: Buffer };

/**
 * Whom here somebody at the provider is. The first time their verified address says it, from then on their subject alone: an
 * address that changes hands at the provider does not change who signs in. It makes nobody. Only people of whom every
 * role lies in the organization or below it may come this way: their provider decides who they are, and nothing
 * elsewhere may hang on its word.
 */
@Injectable()
export class PinSubject {
  constructor(private readonly cipher: FieldCipher) {}

  /** In the caller's transaction, which holds the provider's row. Throws SignInRefused. */
  async run(db: Db, organizationId: OrganizationId, vouched: Vouched): Promise<Admitted> {
    const subject = this.hashOf(vouched);
    const pinned = await this.pinnedTo(db, organizationId, subject);
    const personId = pinned ?? (await this.personAt(db, vouched.email));
    const admitted = await this.admitted(db, organizationId, personId);
    if (pinned === undefined) await this.pin(db, organizationId, subject, personId);
    return admitted;
  }

  /** Subjects differ by case too (OpenID Connect Core §2), which the look-up levels; so it is given a hash. */
  private hashOf({ issuer, subject }: Vouched): Buffer {
    const exact = createHash('sha256')
      .update(JSON.stringify([issuer, subject]))
      .digest('hex');
    return this.cipher.lookup(`federated\n${exact}`);
  }

  private async pinnedTo(db: Db, organizationId: OrganizationId, subject: Buffer): Promise<PersonId | undefined> {
    const [found] = await db.query<{ personId: PersonId }>(
      `SELECT person_id AS "personId" FROM federated_identity WHERE organization_id = $1 AND subject_hash = $2`,
      [organizationId, subject],
    );
    return found?.personId;
  }

  private async personAt(db: Db, email: string | undefined): Promise<PersonId> {
    if (email === undefined) throw new SignInRefused('email-unverified');
    const [found] = await db.query<{ id: PersonId }>('SELECT id FROM person WHERE email_lookup = $1', [
      this.cipher.lookup(email),
    ]);
    if (found === undefined) throw new SignInRefused('person-unknown');
    return found.id;
  }

  private async admitted(db: Db, organizationId: OrganizationId, personId: PersonId): Promise<Admitted> {
    const [person] = await db.query<{ account: Buffer; disabled: boolean; within: boolean; beyond: boolean }>(
      `SELECT p.email_lookup AS account, p.disabled_at IS NOT NULL AS disabled,
         count(o.id) FILTER (WHERE $2 = ANY (o.path)) > 0 AS within,
         count(o.id) FILTER (WHERE $2 <> ALL (o.path)) > 0
           OR EXISTS (SELECT FROM platform_role r WHERE r.person_id = p.id) AS beyond
       FROM person p LEFT JOIN staff s ON s.person_id = p.id LEFT JOIN organization o ON o.id = s.organization_id
       WHERE p.id = $1 GROUP BY p.id`,
      [personId, organizationId],
    );
    if (person === undefined || person.disabled) throw new SignInRefused('account-disabled');
    if (!person.within) throw new SignInRefused('not-staff');
    if (person.beyond) throw new SignInRefused('roles-elsewhere');
    return { personId, account: person.account };
  }

  private async pin(db: Db, organizationId: OrganizationId, subject: Buffer, personId: PersonId): Promise<void> {
    const pinned = await db.query(
      `INSERT INTO federated_identity (organization_id, subject_hash, person_id) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [organizationId, subject, personId],
    );
    if (pinned.length > 0) return;
    // Two first sign-ins at once are one person; another subject with the same address is not.
    if ((await this.pinnedTo(db, organizationId, subject)) !== personId) throw new SignInRefused('subject-other');
  }
}
