import { syntheticFeed } from '@opencircle/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../ledger/ledger.js';
import { GROUP_PREFIX } from './storm-sources.js';
import type { StubbornClient } from './stubborn-client.js';

type Job = { id: string; state: string; counts: Record<string, number> };

/**
 * Imports feed after feed of `rows` groups each until `isEnough`, and answers how many groups there are. No feed is sent
 * earlier than `pace` milliseconds after the one before, so that a storm is long and not just loud. A row counts as
 * accepted when its job says that all of it was applied.
 */
export async function importGroups(
  manager: StubbornClient,
  ledger: Ledger,
  { rows, pace }: { readonly rows: number; readonly pace: number },
  isEnough: (count: number) => boolean,
): Promise<number> {
  const { body: me } = await manager.insist<{ roles: { organizationId?: string }[] }>('GET', '/membership/v1/me');
  const organizationId = me.roles.find((role) => role.organizationId !== undefined)?.organizationId;
  let count = 0;
  while (!isEnough(count)) {
    const paced = sleep(pace);
    await importFeed(manager, ledger, { organizationId, from: count, rows });
    count += rows;
    await paced;
  }
  return count;
}

async function importFeed(
  manager: StubbornClient,
  ledger: Ledger,
  { organizationId, from, rows }: { organizationId: string | undefined; from: number; rows: number },
): Promise<void> {
  const names = Array.from({ length: rows }, (_, i) => `${GROUP_PREFIX}${from + i}`);
  await Promise.all(names.map((name) => ledger.intend(`import/${name}`)));
  const { body: job } = await manager.insist<Job>('POST', '/listings/v1/imports', {
    organizationId,
    fileName: `feed-${from}.json`,
    // A latitude of its own keeps a feed's groups away from those of the others.
    feed: syntheticFeed(names, 30 + from / 10_000),
    defaults,
  });
  await reach(manager, job.id, 'checked');
  await manager.insist('POST', `/listings/v1/imports/${job.id}/runs`, {});
  const done = await reach(manager, job.id, 'done');
  if (done.counts['applied'] !== rows) throw new Error(`import: ${JSON.stringify(done.counts)}`);
  await Promise.all(names.map((name) => ledger.answered(`import/${name}`, 'accepted')));
}

const defaults = {
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  durationMinutes: 60,
  language: 'en',
  zone: 'America/New_York',
};

async function reach(manager: StubbornClient, id: string, state: string): Promise<Job> {
  for (;;) {
    const { body } = await manager.insist<Job>('GET', `/listings/v1/imports/${id}`);
    if (body.state === state) return body;
    await sleep(300);
  }
}
