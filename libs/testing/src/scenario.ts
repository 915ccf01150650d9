import { eventually } from './eventually.js';
import type { StackClient } from './stack-client.js';

export type OpenCase = { id: string; listingId: string; listingName: string; kind: string };
type Listed<T> = { items: T[]; next: string | null };

const defaults = {
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  durationMinutes: 60,
  language: 'en',
  zone: 'America/New_York',
};

/** Meeting Guide rows whose places are all different, so that each can be searched for alone. */
export function syntheticFeed(names: readonly string[], latitude: number): string {
  return JSON.stringify(
    names.map((name, i) => ({
      name,
      slug: name,
      day: i % 7,
      time: '19:00',
      end_time: '20:00',
      timezone: 'America/New_York',
      attendance_option: 'in_person',
      formatted_address: `${i + 1} River Street, Springfield, NY 10001, USA`,
      ...syntheticPoint(i, latitude),
      types: ['O'],
    })),
  );
}

/** Where the `i`th synthetic group meets; at least 3 km from every other below 45° north. */
export function syntheticPoint(i: number, latitude: number): { latitude: number; longitude: number } {
  return { latitude, longitude: -75 + i * 0.05 };
}

/** Imports the feed as the organization's manager, to the end of the job. */
export async function importFeed(manager: StackClient, feed: string): Promise<Record<string, number>> {
  const me = await manager.must<{ roles: { organizationId?: string }[] }>('GET', '/membership/v1/me');
  const organizationId = me.roles.find((role) => role.organizationId !== undefined)?.organizationId;
  type Job = { id: string; state: string; counts: Record<string, number> };
  const job = await manager.must<Job>('POST', '/listings/v1/imports', {
    organizationId,
    fileName: 'feed.json',
    feed,
    defaults,
  });
  const reach = (state: string) =>
    eventually(
      `import ${state}`,
      async () => {
        const now = await manager.must<Job>('GET', `/listings/v1/imports/${job.id}`);
        return now.state === state ? now : undefined;
      },
      180,
    );
  await reach('checked');
  await manager.must('POST', `/listings/v1/imports/${job.id}/runs`, {});
  return (await reach('done')).counts;
}

/** Every open revision case whose listing's name starts with `prefix`. */
export async function openCases(moderator: StackClient, prefix: string): Promise<OpenCase[]> {
  const found: OpenCase[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Listed<OpenCase> = await moderator.must(
      'GET',
      `/listings/v1/cases?state=open&kind=revision&limit=100${after}`,
    );
    found.push(...page.items.filter((each) => each.listingName.startsWith(prefix)));
    cursor = page.next;
  }
  return found;
}

type Decided = { results: { caseId: string; outcome: string }[] };

export function approve(
  moderator: StackClient,
  cases: readonly OpenCase[],
): Promise<{ status: number; body: Decided }> {
  return moderator.call<Decided>('POST', '/listings/v1/case-decisions', {
    caseIds: cases.map(({ id }) => id),
    decision: 'approved',
    reasonCode: 'meets-guidelines',
  });
}

/** Whether a search around the group's own place finds it. */
export async function isFindable(
  seeker: StackClient,
  point: { latitude: number; longitude: number },
  listingId: string,
): Promise<boolean> {
  const { items } = await seeker.must<Listed<{ listingId: string }>>('POST', '/matching/v1/searches', {
    near: { point, withinKm: 1 },
    modalities: ['in-person'],
  });
  return items.some((item) => item.listingId === listingId);
}
