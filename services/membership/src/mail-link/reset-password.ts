import { Audit } from '@opencircle/audit';
import { Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { SetPassword } from '../password/set-password.js';
import type { Client } from '../session/client.js';
import { EndSessions } from '../session/end-sessions.js';
import { RequestLimit } from '../session/request-limit.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { linkUses } from './link-uses.js';
import { linkRefused } from './mail-link.errors.js';
import { linkTokenHash } from './mail-link.js';
import { takeMailLink, type TakenLink } from './take-mail-link.js';

/** Sets a new password with the link of a mail, ends every session, and lifts the lock that guessing brought. */
@Injectable()
export class ResetPassword {
  private readonly logger = new Logger(ResetPassword.name);

  constructor(
    private readonly tx: Transactions,
    private readonly limit: RequestLimit,
    private readonly setPassword: SetPassword,
    private readonly endSessions: EndSessions,
    private readonly throttle: SignInThrottle,
    private readonly audit: Audit,
  ) {}

  /** Throws `link-refused`, and `password-too-weak`, which leaves the link as it is. */
  async run(token: string, password: string, client: Client): Promise<void> {
    await this.limit.demand(linkUses, client);
    const holder = await this.holderOf(token);
    const passwordHash = holder && (await this.setPassword.hashed(holder.personId, password));
    const done =
      passwordHash !== undefined &&
      (await this.tx.run(async (db) => {
        const link = await takeMailLink(db, token, 'password-reset');
        if (link === undefined) return false;
        await this.setPassword.store(db, link.personId, passwordHash);
        await this.throttle.unlock(db, link.account);
        await this.endSessions.all(db, link.personId, 'password-changed');
        await this.audit.record(db, {
          actor: { kind: 'person', id: link.personId, roles: [] },
          action: 'password-reset.redeem',
          object: { kind: 'person', id: link.personId },
          outcome: 'allowed',
        });
        return true;
      }));
    if (done) return;
    this.logger.log({ code: 'link-refused' }, 'password reset refused');
    throw linkRefused();
  }

  private async holderOf(token: string): Promise<Pick<TakenLink, 'personId'> | undefined> {
    const [holder] = await this.tx.read((db) =>
      db.query<Pick<TakenLink, 'personId'>>(
        `SELECT person_id AS "personId" FROM mail_link
         WHERE token_hash = $1 AND purpose = 'password-reset' AND used_at IS NULL AND expires_at > now()
           AND person_id IS NOT NULL`,
        [linkTokenHash(token)],
      ),
    );
    return holder;
  }
}
