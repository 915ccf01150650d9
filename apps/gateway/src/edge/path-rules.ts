/**
 * Whether two servers could read a path differently: dot or empty segments, backslashes, control characters, and
 * encoded separators, plain or encoded. Such a path is refused, not mended.
 */
export function isAmbiguous(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  if (!path.startsWith('/') || path.includes('//') || /[\\#\s]/.test(path)) return true;
  return path.split('/').some((segment) => {
    const decoded = decode(segment);
    return decoded === undefined || decoded === '.' || decoded === '..' || /[/\\\p{Cc}]/u.test(decoded);
  });
}

/** Routes of services that nobody reaches through the gateway: tokens are its own business, internal calls nobody's. */
const neverProxied = /^v1\/(internal|service-tokens|sessions?|session-[^/]*)(\/|$)/;

/** The service's path in `/api/<service>/v1/…`, with its query; undefined when it must not be reached from outside. */
export function proxiedPath(rest: string): string | undefined {
  const [path = '', ...query] = rest.split('?');
  const decoded = path.split('/').map(decode).join('/').toLowerCase();
  if (!decoded.startsWith('v1/') || neverProxied.test(decoded)) return undefined;
  return [`/${path}`, ...query].join('?');
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
