import type { IncomingHttpHeaders } from 'node:http';

/** What our own scripts send with everything that changes something; another site's form cannot. */
export const CSRF_HEADER = 'x-opencircle-csrf';

/**
 * Whether a request comes from our own pages (W3C Fetch Metadata; RFC 6454 for browsers without). A request with
 * neither header is no browser's, and has no cookie that it did not bring itself.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  return origin === undefined || origin === publicOrigin || URL.parse(origin)?.host === host;
}

export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
