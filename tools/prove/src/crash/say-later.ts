import { Injectable } from '@nestjs/common';
import { jobKind, OnJob, Outbox, type DueJob } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { z } from 'zod';
import { say, type Saying } from '../say.js';

export const sayLater = jobKind<Saying>('say-later', z.object({ key: z.string(), subject: z.string() }));

/** What was asked for later: the event commits with the job's end, so each is there once or not yet. */
@Injectable()
export class SayLater {
  constructor(private readonly outbox: Outbox) {}

  @OnJob(sayLater)
  run({ payload }: DueJob<Saying>, db: Db): Promise<void> {
    return say(this.outbox, db, payload);
  }
}
