import { Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import type { Client } from '../session/client.js';
import { RequestLimit } from '../session/request-limit.js';
import { refusedAs, SignInRefused } from '../session/sign-in-refused.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { StartSession, type Started } from '../session/start-session.js';
import { linkUses } from './link-uses.js';
import { linkRefused } from './mail-link.errors.js';
import { takeMailLink } from './take-mail-link.js';

/** Signs in with the link of a mail. It stands for the password: who has a second factor is asked for it all the same. */
@Injectable()
export class SignInByLink {
  private readonly logger = new Logger(SignInByLink.name);

  constructor(
    private readonly tx: Transactions,
    private readonly limit: RequestLimit,
    private readonly throttle: SignInThrottle,
    private readonly startSession: StartSession,
  ) {}

  /** Throws `link-refused`, `too-many-attempts`. */
  async run(token: string, client: Client): Promise<Started> {
    await this.limit.demand(linkUses, client);
    const taken = await this.tx.run(async (db) => {
      const link = await takeMailLink(db, token, 'sign-in');
      if (link !== undefined) await this.throttle.unlock(db, link.account);
      return link;
    });
    return refusedAs(linkRefused, this.logger, () => {
      if (taken === undefined) throw new SignInRefused('link-refused');
      return this.startSession.run(taken.personId, taken.account, { method: 'link' }, client);
    });
  }
}
