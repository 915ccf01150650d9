import type { APIRoute } from 'astro';

const checks = ['live', 'ready', 'startup'];

/** The finder holds no state: it is up when it answers. It says calmly which service it cannot reach, page by page. */
export const GET: APIRoute = ({ params }) => {
  const known = checks.includes(params['check'] ?? '');
  return Response.json(known ? { status: 'ok' } : { status: 'unknown' }, { status: known ? 200 : 404 });
};
