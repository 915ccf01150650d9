import { Inject, Injectable } from '@nestjs/common';
import { Purger, purgeOf } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';

/** The row's own time keeps what was just made, whose other rows are on their way. */
const isOld = (time: string): string => `${time} < now() - make_interval(days => $2)`;

/**
 * A visitor who does not join leaves no trace after the retention time: first the consents to past visits go, then the visits, the
 * memberships that were nothing but visits, and the people of whom nothing else is known, with the key to what was sealed.
 */
@Injectable()
export class PurgeVisits {
  constructor(purger: Purger, @Inject(ENVIRONMENT) { VISIT_RETENTION_DAYS: days }: Environment) {
    const past = `SELECT FROM visit v WHERE v.id = consent.visit_id AND ${isOld('v.session_start')}`;
    purger.add('visit-consent', purgeOf('consent', `EXISTS (${past})`, [days]));
    purger.add('visit', purgeOf('visit', isOld('session_start'), [days]));
    const unvisited = 'NOT EXISTS (SELECT FROM visit v WHERE v.membership_id = membership.id)';
    purger.add('visitor', purgeOf('membership', `state = 'visiting' AND ${isOld('since')} AND ${unvisited}`, [days]));
    const unknown = ['membership', 'consent', 'credential', 'platform_role', 'staff', 'invitation']
      .map((table) => `NOT EXISTS (SELECT FROM ${table} t WHERE t.person_id = person.id)`)
      .join(' AND ');
    purger.add('person', purgeOf('person', `${isOld('registered_at')} AND ${unknown}`, [days]));
  }
}
