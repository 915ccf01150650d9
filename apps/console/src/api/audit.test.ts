import { auditPage } from './audit.js';
import type { Call } from './call.js';
import { RequestFailed } from './problem.js';

/** Services that hold so many entries each, a second apart, interleaved; those named do not answer. */
function services(counts: Record<string, number>, ...silent: string[]): { call: Call; asked: URL[] } {
  const asked: URL[] = [];
  const call = ((path: string) => {
    const url = new URL(path, 'http://console');
    asked.push(url);
    const service = url.pathname.split('/')[2] ?? '';
    if (silent.includes(service)) return Promise.reject(new RequestFailed({ type: 'unreachable', status: 503 }));
    const [from, limit] = [Number(url.searchParams.get('cursor') ?? 0), Number(url.searchParams.get('limit'))];
    const count = counts[service] ?? 0;
    const to = Math.min(from + limit, count);
    const shift = service.length / 100;
    const items = Array.from({ length: to - from }, (_, i) => ({
      id: `${count - from - i}`,
      at: new Date((count - from - i + shift) * 1000).toISOString(),
    }));
    return Promise.resolve({ items, next: to < count ? `${to}` : null });
  }) as Call;
  return { call, asked };
}

it('shows the newest first over all services, each entry once, over page borders', async () => {
  const { call, asked } = services({ listings: 130, membership: 40, matching: 3 });
  const seen: { id: string; at: string }[] = [];
  for (let page = 1; ; page++) {
    const answer = await auditPage(call, {}, page, 25);
    seen.push(...answer.data);
    if (!answer.pageInfo.hasNextPage) break;
  }
  expect(seen).toHaveLength(173);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(173);
  expect(seen.map(({ at }) => at)).toEqual(
    seen
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  expect(asked.every((url) => Number(url.searchParams.get('limit')) <= 100)).toBe(true);
});

it('leaves a service that is away out and names it, unless it was asked for', async () => {
  const { call } = services({ listings: 1 }, 'membership');
  const page = await auditPage(call, {}, 1, 25);
  expect(page.data.map(({ id }) => id)).toEqual(['listings.1']);
  expect(page.meta.away).toEqual(['membership']);
  await expect(auditPage(call, { service: 'membership' }, 1, 25)).rejects.toThrow(RequestFailed);
});

it('passes filters on, empty ones left out, times in UTC', async () => {
  const { call, asked } = services({});
  await auditPage(call, { service: 'listings', actor: ' a1 ', object: '', from: '2026-11-24T10:00:00+01:00' }, 1, 25);
  expect(asked.map((url) => url.search)).toEqual(['?limit=26&actor=a1&from=2026-11-24T09%3A00%3A00.000Z']);
});
