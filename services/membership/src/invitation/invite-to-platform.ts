import { policy, type Actor } from '@opencircle/auth';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { demandOrganizations } from '../person/demand-organizations.js';
import { PersonalFields } from '../person/personal-fields.js';
import { scopeOf, type PlatformGrant } from '../person/platform-grant.js';
import { RequestLimit } from '../session/request-limit.js';
import { tooManyAttempts } from '../session/session.errors.js';
import { platformInvitationViewOf, type PlatformInvitationView } from './invitation.view.js';
import { OpenInvitation } from './open-invitation.js';

export type PlatformInvite = PlatformGrant & { email: string; language: string };

const forAll = { name: 'platform-invitation', most: 100, window: 86_400 } as const;

/** Invites somebody by e-mail to work on the whole platform. */
@Injectable()
export class InviteToPlatform {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly fields: PersonalFields,
    private readonly limit: RequestLimit,
    private readonly openInvitation: OpenInvitation,
  ) {}

  /** Throws `unknown-organization`, `invitation-open`, `too-many-attempts`. */
  async run(
    invite: PlatformInvite,
    by: Actor,
    key: { scope: string; key: string } | undefined,
  ): Promise<PlatformInvitationView> {
    policy.demand(by, 'platform-invitation.create');
    if (!(await this.limit.allows(forAll, 'platform'))) throw tooManyAttempts(forAll.window);
    const { email, language, role } = invite;
    const to = { organizationId: null, role, listingIds: [], ...scopeOf(invite) };
    const keyed = key && { ...key, request: this.fields.fingerprint(invite) };
    return this.tx.run((db) =>
      this.idempotency.once(db, keyed, async () => {
        await demandOrganizations(db, invite.organizationIds ?? []);
        return platformInvitationViewOf(await this.openInvitation.run(db, { email, language, to }, by), email);
      }),
    );
  }
}
