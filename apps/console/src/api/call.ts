import { codeOf, RequestFailed, type Problem } from './problem.js';

export type Request = {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** Made once per submission and kept for its retries, so that a lost answer never acts twice. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** How a form names the body's fields, where that differs. */
  fields?: Record<string, string>;
};

const safe = new Set(['GET', 'HEAD']);

export type Call = <Answer>(path: string, request?: Request) => Promise<Answer>;

type Fetch = typeof globalThis.fetch;
type Answered = { response: Response; text: string };

/** With these the gateway has renewed the session's cookie, and left a body that it does not hold to the page. */
const renewed = new Set(['access-changed', 'invalid-token']);

/**
 * The one place that fetches. Answers the parsed body (undefined for none) or throws RequestFailed. What was refused for an
 * outdated token, and so had no effect, is asked once more.
 */
export function createCall(fetch: Fetch): Call {
  return async <Answer>(path: string, request: Request = {}): Promise<Answer> => {
    const first = await send(fetch, path, request);
    const { response, text } = isOutdated(first) ? await send(fetch, path, request) : first;
    if (response.ok) return (text === '' ? undefined : parse(text, response.status)) as Answer;
    throw new RequestFailed(problemOf(response, text), request.fields);
  };
}

async function send(fetch: Fetch, path: string, request: Request): Promise<Answered> {
  const { method = 'GET', body, idempotencyKey, signal } = request;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (!safe.has(method)) headers['x-opencircle-csrf'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;

  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RequestFailed({ type: 'unreachable', status: 0 });
  });
  return { response, text: await response.text() };
}

function isOutdated({ response, text }: Answered): boolean {
  return response.status === 401 && renewed.has(codeOf(problemOf(response, text)));
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestFailed({ type: 'unexpected-answer', status });
  }
}

/** A proxy's HTML page is no problem document: only its status is told. */
function problemOf(response: Response, text: string): Problem {
  const away = [502, 503, 504].includes(response.status);
  const bare: Problem = { type: away ? 'unreachable' : 'unexpected-answer', status: response.status };
  if (!response.headers.get('content-type')?.includes('json')) return bare;
  const body = parse(text, response.status);
  return isProblem(body) ? { ...bare, ...body } : bare;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string';
}
