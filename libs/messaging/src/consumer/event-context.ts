import { BaseRpcContext } from '@nestjs/microservices';
import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

/** What a handler gets beside the data: the transaction that the inbox row is in, and the envelope. */
export class EventContext extends BaseRpcContext<[Db, CloudEvent]> {
  constructor(
    readonly db: Db,
    readonly event: CloudEvent,
  ) {
    super([db, event]);
  }
}
