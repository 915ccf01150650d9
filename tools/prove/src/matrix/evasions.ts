import type { Request } from '../http/ask.js';

/** The same request in another dress; undefined where that says nothing. */
export type Evasion = { readonly name: string; readonly of: (request: Request) => Request | undefined };

export const evasions: readonly Evasion[] = [
  { name: 'two slashes', of: onPath((path) => `/${path}`) },
  { name: 'two slashes inside', of: onPath((path) => path.replace('/v1/', '/v1//')) },
  { name: 'a slash at the end', of: onPath((path) => `${path}/`) },
  { name: 'capitals', of: onPath((path) => path.toUpperCase()) },
  { name: 'capitals in ids', of: onPath((path) => path.replaceAll(/[0-9a-f-]{36}/g, (id) => id.toUpperCase())) },
  { name: 'an encoded letter', of: onPath((path) => path.replace(/[a-z](?=[^/]*$)/, encoded)) },
  { name: 'all encoded', of: onPath((path) => path.replaceAll(/[a-z0-9]/g, encoded)) },
  { name: 'an encoded slash', of: onPath((path) => path.replace(/\/(?=[^/]*$)/, '%2f')) },
  { name: 'a dot segment', of: onPath((path) => path.replace('/v1/', '/v1/./')) },
  { name: 'encoded dots', of: onPath((path) => path.replace('/v1/', '/health/%2e%2e/v1/')) },
  { name: 'a path parameter', of: onPath((path) => `${path};a=b`) },
  { name: 'a null', of: onPath((path) => `${path}%00`) },
  { name: 'HEAD', of: (request) => (request.method === 'GET' ? { ...request, method: 'HEAD' } : undefined) },
  {
    name: 'OPTIONS',
    of: (request) => ({ ...request, method: 'OPTIONS', body: undefined, headers: bodiless(request) }),
  },
  {
    name: 'method overrides',
    of: (request) => ({ ...request, headers: { ...request.headers, ...overrides } }),
  },
  {
    name: 'parameters twice',
    of: ({ target, ...request }) => {
      const [path, query] = target.split('?');
      const other = '00000000-0000-4000-8000-000000000000';
      return { ...request, target: query ? `${path}?${query}&${query}` : `${path}?id=${other}&id=${other}` };
    },
  },
];

const overrides = {
  ...{ 'x-http-method-override': 'GET', 'x-http-method': 'GET', 'x-method-override': 'GET' },
  ...{ 'x-original-url': '/health/live', 'x-rewrite-url': '/health/live', 'x-forwarded-for': '127.0.0.1' },
};

function onPath(change: (path: string) => string): Evasion['of'] {
  return ({ target, ...request }) => {
    const [path = '', ...query] = target.split('?');
    const changed = change(path);
    return changed === path ? undefined : { ...request, target: [changed, ...query].join('?') };
  };
}

function encoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

function bodiless({ headers }: Request): Request['headers'] {
  const { 'content-type': _, ...rest } = headers;
  return rest;
}
