import type { INestApplication } from '@nestjs/common';
import { DiscardParked, FindReplay, ListSequences, parkingReasons, StartReplay } from '@opencircle/messaging';
import { eventually } from '@opencircle/testing';
import { Repair } from './on-listing-rejected.js';

const actor = 'prove';

/**
 * What ops do once the faults are mended: replay every reason, give up what belongs to nobody, and let go of versions
 * that will never come.
 */
export async function mendAll(app: INestApplication): Promise<void> {
  app.get(Repair).isDone = true;
  for (const reason of parkingReasons) await replay(app, reason);
  await discardWhatIsNobodys(app);
  await replay(app, 'version-gap', 'the missing versions were never sent');
}

async function replay(app: INestApplication, reason: (typeof parkingReasons)[number], acceptGap?: string) {
  const { id } = await app.get(StartReplay).run({ what: { reason }, acceptGap, actor, key: undefined });
  const hasEnded = async () => (await app.get(FindReplay).run(id)).state !== 'running';
  await eventually(`the replay of ${reason} has ended`, hasEnded, 600);
}

async function discardWhatIsNobodys(app: INestApplication): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await app.get(ListSequences).run({ limit: 100, cursor });
    for (const { id, subject } of page.items) {
      if (subject !== null) continue;
      const request = { sequenceId: id, eventId: undefined, reason: 'it names no aggregate', actor, key: undefined };
      await app.get(DiscardParked).run(request);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
