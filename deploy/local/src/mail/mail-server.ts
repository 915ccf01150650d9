import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MailBox } from './mail-box.js';
import { listPage, mailPage, notFoundPage, style } from './mail-html.js';

const security = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The pages for people and `GET /api/messages` for tests. Only under its own local names: no page elsewhere may read it. */
export function mailServer(box: MailBox): Server {
  return createServer((request, response) => {
    if (!isLocal(request.headers.host))
      return answer(response, 421, 'text/plain', 'This page answers to localhost only.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, 'text/plain', 'Only GET is known here.\n');
    route(request, response, box);
  });
}

function route(request: IncomingMessage, response: ServerResponse, box: MailBox): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') return answer(response, 200, 'text/html', listPage(box.all()));
  if (pathname === '/style.css') return answer(response, 200, 'text/css', style);
  if (pathname === '/api/messages')
    return answer(response, 200, 'application/json', JSON.stringify({ items: box.all() }));
  const [, kind, id] = /^\/(api\/messages|messages)\/([\w-]{1,64})$/.exec(pathname) ?? [];
  const mail = id === undefined ? undefined : box.find(id);
  if (kind === 'api/messages')
    return answer(
      response,
      mail ? 200 : 404,
      'application/json',
      JSON.stringify(mail ?? { type: 'not-found', title: 'Not found', status: 404 }),
    );
  answer(response, mail ? 200 : 404, 'text/html', mail ? mailPage(mail) : notFoundPage());
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...security, 'Content-Type': `${type}; charset=utf-8` }).end(body);
}

function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host ?? '');
}
