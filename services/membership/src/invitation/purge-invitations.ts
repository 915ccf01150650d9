import { Injectable } from '@nestjs/common';
import { Purger, purgeOf } from '@opencircle/persistence';

/** Days after its end that an invitation is shown on its organization's list. */
const KEPT_DAYS = 30;

/** Deletes invitations that are long over; whoever was nothing but invited goes with the purge of people. */
@Injectable()
export class PurgeInvitations {
  constructor(purger: Purger) {
    purger.add('invitation', purgeOf('invitation', 'expires_at < now() - make_interval(days => $2)', [KEPT_DAYS]));
  }
}
