import { Inject, Injectable } from '@nestjs/common';
import { Purger, purgeOf } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';

/**
 * Deletes sessions that have ended, with their refresh tokens. Until then used tokens stay, so that a second use is seen;
 * afterwards a token of theirs is as unknown as any other.
 */
@Injectable()
export class PurgeSessions {
  constructor(purger: Purger, @Inject(ENVIRONMENT) { SESSION_RETENTION_DAYS: days }: Environment) {
    const ended = 'least(expires_at, revoked_at) < now() - make_interval(days => $2)';
    purger.add('session', purgeOf('session', ended, [days]));
    const calm = `last_at < now() - make_interval(days => $2) AND blocked_until < now()`;
    purger.add('sign-in-attempt', purgeOf('sign_in_attempt', calm, [1]));
  }
}
