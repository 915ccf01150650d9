import { createCall } from './call.js';
import { createDataProvider } from './data-provider.js';
import { Session } from './session.js';
import { RequestFailed } from './problem.js';

type Sent = { method: string; path: string; headers: Record<string, string>; body: unknown };

/** A service at the edge: answers what `answer` says and remembers what it was sent. */
function edge(answer: (sent: Sent) => Response) {
  const sent: Sent[] = [];
  const fetch = (path: unknown, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const one = {
      method: init.method ?? 'GET',
      path: String(path),
      headers: init.headers as Record<string, string>,
      body,
    };
    sent.push(one);
    return Promise.resolve(answer(one));
  };
  const call = createCall(fetch);
  return { sent, provider: createDataProvider(call, new Session(call)) };
}

/** A list of `count` cases whose cursor is the offset. */
function casesOf(count: number) {
  return edge(({ path }) => {
    const query = new URL(path, 'http://edge').searchParams;
    const start = Number(query.get('cursor') ?? 0);
    const end = Math.min(count, start + Number(query.get('limit')));
    const items = Array.from({ length: end - start }, (_, index) => ({ id: `case-${start + index}` }));
    return Response.json({ items, next: end < count ? String(end) : null, total: count });
  });
}

const ask = (page: number, perPage: number) => ({
  pagination: { page, perPage },
  sort: { field: 'dueAt', order: 'ASC' as const },
  filter: { state: 'open', kind: '' },
});

describe('lists', () => {
  it('asks with filters that say something, and the sort that the service knows', async () => {
    const { provider, sent } = casesOf(3);
    const answer = await provider.getList('cases', ask(1, 25));
    expect(sent.map(({ path }) => path)).toEqual(['/api/listings/v1/cases?state=open&sort=dueAt&limit=25']);
    expect(answer.total).toBe(3);
    expect(answer.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
  });

  it('goes to the next page by the cursor of the last, without asking again for what is known', async () => {
    const { provider, sent } = casesOf(60);
    await provider.getList('cases', ask(1, 25));
    const second = await provider.getList('cases', ask(2, 25));
    expect(second.data[0]?.id).toBe('case-25');
    expect(second.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
    expect(sent).toHaveLength(2);
  });

  it('walks from the start to a page that is opened by its address', async () => {
    const { provider, sent } = casesOf(60);
    const third = await provider.getList('cases', ask(3, 25));
    expect(third.data.map(({ id }) => id)).toHaveLength(10);
    expect(sent).toHaveLength(3);
  });

  it('shows nothing on a page beyond the last', async () => {
    const { provider } = casesOf(10);
    expect((await provider.getList('cases', ask(4, 25))).data).toEqual([]);
  });

  it('gathers more rows than one request may give, as "select all" asks', async () => {
    const { provider, sent } = casesOf(360);
    const all = await provider.getList('cases', ask(1, 250));
    expect(all.data).toHaveLength(250);
    expect(sent.map(({ path }) => new URL(path, 'http://edge').searchParams.get('limit'))).toEqual([
      '100',
      '100',
      '50',
    ]);
  });

  it('finds the rows of an import under the import, and knows them by their number', async () => {
    const { provider, sent } = edge(() => Response.json({ items: [{ row: 7, name: null }], next: null }));
    const rows = await provider.getList('import-rows', {
      pagination: { page: 1, perPage: 50 },
      filter: { importId: 'i1', outcome: 'refuse' },
    });
    expect(sent[0]?.path).toBe('/api/listings/v1/imports/i1/rows?outcome=refuse&limit=50');
    expect(rows.data).toEqual([{ row: 7, name: null, id: '7' }]);
  });

  it('names what can be named when one of several is refused', async () => {
    const { provider } = edge(({ path }) =>
      path.endsWith('/a')
        ? Response.json({ id: 'a', name: 'Riverside' })
        : Response.json({ type: 'x/forbidden', status: 403 }, { status: 403 }),
    );
    expect((await provider.getMany('organizations', { ids: ['a', 'b'] })).data).toEqual([
      { id: 'a', name: 'Riverside' },
    ]);
  });
});

describe('changes', () => {
  it('carry the CSRF header and the key of their submission; reads carry neither', async () => {
    const { provider, sent } = edge(() => Response.json({ id: 'i1' }));
    await provider.create('imports', { data: { feed: '[]' }, meta: { idempotencyKey: 'k1' } });
    await provider.decideCase('c1', { decision: 'approved', reasonCode: 'meets-guidelines' }, 'k2');
    await provider.getOne('cases', { id: 'c1' });
    expect(sent.map(({ headers }) => [headers['x-opencircle-csrf'], headers['idempotency-key']])).toEqual([
      ['1', 'k1'],
      ['1', 'k2'],
      [undefined, undefined],
    ]);
    expect(sent[1]).toMatchObject({
      method: 'POST',
      path: '/api/listings/v1/cases/c1/decisions',
      body: { decision: 'approved', reasonCode: 'meets-guidelines' },
    });
  });

  it('say where they went wrong, in the words of the form', async () => {
    const errors = [{ pointer: '/feed', rule: 'feed-not-json', detail: 'Line 3 cannot be read.' }];
    const { provider } = edge(
      () =>
        new Response(JSON.stringify({ type: 'x/feed-not-json', status: 422, detail: 'No.', errors }), {
          status: 422,
          headers: { 'content-type': 'application/problem+json' },
        }),
    );
    const failure = await provider.create('imports', { data: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestFailed);
    expect((failure as RequestFailed).body.errors).toEqual({ file: 'Line 3 cannot be read.' });
  });
});

describe('a token that became outdated while a long body was on its way', () => {
  const refused = (code: string) =>
    new Response(JSON.stringify({ type: `x/${code}`, code, status: 401 }), {
      status: 401,
      headers: { 'content-type': 'application/problem+json' },
    });

  it('makes the page send it once more, as the same submission', async () => {
    const codes = ['access-changed'];
    const { provider, sent } = edge(() => (codes.length > 0 ? refused(codes.shift()!) : Response.json({ id: 'i1' })));
    const made = await provider.create('imports', { data: { feed: '[]' }, meta: { idempotencyKey: 'k1' } });
    expect(made.data.id).toBe('i1');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('is told when that does not help, and other refusals are told at once', async () => {
    for (const [code, times] of [
      ['access-changed', 2],
      ['session-ended', 1],
      ['factor-refused', 1],
    ] as const) {
      const { provider, sent } = edge(() => refused(code));
      await expect(provider.create('imports', { data: {} })).rejects.toMatchObject({ code, status: 401 });
      expect(sent).toHaveLength(times);
    }
  });
});

describe('an answer that is no answer', () => {
  const failureOf = async (answer: () => Response) =>
    (await edge(answer)
      .provider.getOne('cases', { id: 'c1' })
      .catch((error: unknown) => error)) as RequestFailed;

  it('is told apart: no connection, a proxy without a service, a page instead of JSON', async () => {
    const call = createCall(() => Promise.reject(new TypeError('fetch failed')));
    await expect(call('/session')).rejects.toMatchObject({ code: 'unreachable', status: 0 });
    expect((await failureOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))).code).toBe('unreachable');
    expect((await failureOf(() => new Response('<h1>Teapot</h1>', { status: 418 }))).code).toBe('unexpected-answer');
    expect((await failureOf(() => new Response('<h1>Fine</h1>'))).code).toBe('unexpected-answer');
  });
});
