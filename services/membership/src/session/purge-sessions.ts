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
    const ended = 'least(expires_at, inactive_at, revoked_at) < now() - make_interval(days => $2)';
    purger.add('session', purgeOf('session', ended, [days]));
    purger.add(
      'session-challenge',
      purgeOf('session_challenge', 'expires_at < now() - make_interval(hours => $2)', [1]),
    );
    // How often an account was guessed at in a row is kept until somebody signs in; of addresses that are no account, 90 days.
    const calm = `last_at < now() - make_interval(days => CASE WHEN kind = 'account' THEN $3::int ELSE $2::int END)
      AND blocked_until < now() AND NOT EXISTS (SELECT FROM person p WHERE p.email_lookup = key)`;
    purger.add('sign-in-attempt', purgeOf('sign_in_attempt', calm, [1, 90]));
  }
}
