import { Body, Controller, Post } from '@nestjs/common';
import { personRegistered, type PersonId } from '@opencircle/contracts';
import { Outbox, Scheduler } from '@opencircle/messaging';
import { Transactions, type Db } from '@opencircle/persistence';
import { say } from '../say.js';
import type { WriteRequest } from './child-settings.js';
import { sayLater } from './say-later.js';

const LATER_MS = 200;

/** The API's write path, bare: the answer comes after the commit. */
@Controller('writes')
export class WriteController {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
    private readonly scheduler: Scheduler,
  ) {}

  @Post()
  write(@Body() request: WriteRequest): Promise<void> {
    return this.tx.run((db) => this.store(db, request));
  }

  private store(db: Db, { key, subject, kind }: WriteRequest): Promise<void> {
    const now = Date.now();
    switch (kind) {
      case 'refused':
        return this.outbox.add(db, personRegistered, subject, {
          personId: subject as PersonId,
          registeredAt: new Date(now).toISOString(),
        });
      case 'later':
        return this.scheduler.schedule(db, {
          kind: sayLater,
          key,
          at: new Date(now + LATER_MS),
          payload: { key, subject },
        });
      case 'plain':
      case 'wait':
      case 'poison':
        return say(this.outbox, db, { key, subject });
    }
  }
}
