import type { Call } from './call.js';
import { parkedPage, parkedSequence, placeOf } from './parked.js';
import { RequestFailed } from './problem.js';

const parked: Record<string, number> = { listings: 3, matching: 0, membership: 150, notifications: 2 };

/** Services that hold so many sequences each, in pages of the size asked for; those named do not answer. */
function services(...silent: string[]): { call: Call; asked: string[] } {
  const asked: string[] = [];
  const call = ((path: string) => {
    asked.push(path);
    const url = new URL(path, 'http://console');
    const service = url.pathname.split('/')[2] ?? '';
    if (silent.includes(service)) return Promise.reject(new RequestFailed({ type: 'unreachable', status: 503 }));
    const [from, limit] = [Number(url.searchParams.get('cursor') ?? 0), Number(url.searchParams.get('limit'))];
    const to = Math.min(from + limit, parked[service] ?? 0);
    const items = Array.from({ length: to - from }, (_, i) => ({ id: `${from + i}` }));
    return Promise.resolve({ items, next: to < (parked[service] ?? 0) ? `${to}` : null });
  }) as Call;
  return { call, asked };
}

const idsOf = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);

it('shows the services one after the other, each sequence once, over page borders', async () => {
  const { call, asked } = services();
  const seen: string[] = [];
  for (let page = 1; ; page++) {
    const answer = await parkedPage(call, {}, page, 25);
    seen.push(...idsOf(answer));
    if (!answer.pageInfo.hasNextPage) break;
  }
  expect(seen).toHaveLength(155);
  expect(new Set(seen).size).toBe(155);
  expect(seen.slice(2, 5)).toEqual(['listings.2', 'membership.0', 'membership.1']);
  expect(asked.every((path) => Number(new URL(path, 'http://c').searchParams.get('limit')) <= 100)).toBe(true);
});

it('leaves a service that is away out and names it, unless it was asked for', async () => {
  const { call } = services('membership');
  const page = await parkedPage(call, {}, 1, 25);
  expect(idsOf(page)).toEqual(['listings.0', 'listings.1', 'listings.2', 'notifications.0', 'notifications.1']);
  expect(page.meta.away).toEqual(['membership']);
  await expect(parkedPage(call, { service: 'membership' }, 1, 25)).rejects.toThrow(RequestFailed);
});

it('knows from an id where the sequence is parked', async () => {
  expect(placeOf('matching.0188')).toEqual({ service: 'matching', sequenceId: '0188' });
  const asked: string[] = [];
  const call = ((path: string) => {
    asked.push(path);
    return Promise.resolve({ id: 'a/b' });
  }) as Call;
  await parkedSequence(call, 'matching.a/b');
  expect(asked).toEqual(['/api/matching/v1/parked-sequences/a%2Fb']);
});
