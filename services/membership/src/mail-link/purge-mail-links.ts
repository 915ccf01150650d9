import { Injectable } from '@nestjs/common';
import { Purger, purgeOf } from '@opencircle/persistence';

/** Deletes links an hour after their end. */
@Injectable()
export class PurgeMailLinks {
  constructor(purger: Purger) {
    purger.add('mail-link', purgeOf('mail_link', 'expires_at < now() - make_interval(hours => $2)', [1]));
  }
}
