import { defineMiddleware } from 'astro:middleware';
import { splitAddress } from './language/language.js';

/** Bytes of a form; astro.config.mjs cuts off whatever comes after them. */
const BODY_LIMIT = 64 * 1024;

/** Sets the page's language from its address, refuses other sites' forms, and keeps answers out of caches and referrers. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { request, url, locals } = context;
  Object.assign(locals, splitAddress(url.pathname));
  locals.caller = { forwardedFor: request.headers.get('x-forwarded-for') };
  const { lang } = context.params;
  const known = lang === undefined || lang === 'es';
  const foreign = isForeignForm(request, url);
  const page = !known ? '/404' : isTooLarge(request) ? '/413' : undefined;
  const response = foreign ? new Response('Forbidden', { status: 403 }) : await next(page);
  if (response.headers.get('Content-Type') === 'text/html') {
    response.headers.set('Content-Type', 'text/html; charset=utf-8');
  }
  response.headers.set('Referrer-Policy', 'no-referrer');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  if (request.method !== 'GET' || response.status >= 400) response.headers.set('Cache-Control', 'no-store');
  else if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-cache');
  return response;
});

/**
 * Judged before the first byte is read: a body that is given up half-read takes the connection along, and the answer with it.
 * A form whose length is not told is refused too; browsers tell it.
 */
function isTooLarge({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const length = headers.get('content-length');
  return length === null ? headers.has('transfer-encoding') : Number(length) > BODY_LIMIT;
}

/**
 * Whether another site sent the form (W3C Fetch Metadata). A browser without Sec-Fetch-Site is judged by its Origin,
 * which is `null` under our own no-referrer policy and therefore let in: a form here acts for nobody who is signed in.
 */
function isForeignForm(request: Request, url: URL): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && origin !== 'null' && URL.parse(origin)?.host !== url.host;
}
