import type { OutgoingHttpHeaders } from 'node:http';
import type { Request } from '../http/ask.js';
import type { Random } from '../random.js';
import type { Operation } from './api.js';
import {
  oddBodies,
  oddContentTypes,
  oddHeaders,
  oddJson,
  oddMethods,
  oddQueries,
  oddSegments,
  oddValues,
} from './odd.js';
import type { Sampler } from './sample.js';

/** Larger than any service takes; few, since each is sent whole. */
const TOO_LARGE = Buffer.alloc(1_100_000, 'x');
const MARK = '"\u2603"';

type Draft = {
  method: string;
  segments: string[];
  query: string[];
  headers: OutgoingHttpHeaders;
  body: unknown;
  raw?: Buffer;
};
type Twist = (draft: Draft, random: Random) => void;

const twists: readonly [Twist, ...Twist[]] = [
  (draft, random) => (draft.body = withOdd(draft.body, random, () => random.pick(oddValues))),
  (draft, random) => (draft.body = withOdd(draft.body, random, () => random.pick(oddValues))),
  (draft, random) => (draft.body = withOdd(draft.body, random, () => undefined)),
  (draft, random) => (draft.raw = spliced(draft.body, random)),
  (draft, random) => (draft.raw = random.pick(oddBodies)),
  (draft, random) => (draft.raw = damaged(draft.body, random)),
  (draft, random) => (draft.headers['content-type'] = random.pick(oddContentTypes)),
  (draft, random) => setHeader(draft, random),
  (draft, random) => setHeader(draft, random),
  (draft, random) => setHeader(draft, random),
  (draft, random) => (draft.segments[random.between(0, draft.segments.length - 1)] = random.pick(oddSegments)),
  (draft, random) => (draft.segments[draft.segments.length - 1] = random.pick(oddSegments)),
  (draft, random) => draft.query.push(random.pick(oddQueries)),
  (draft, random) => draft.query.push(random.pick(oddQueries)),
  (draft) => draft.query.push(...draft.query),
  (draft, random) => (draft.method = random.pick(oddMethods)),
  (draft, random) => (draft.raw = random.chance(0.05) ? TOO_LARGE : Buffer.from(`{"a":"${'x'.repeat(100_000)}"}`)),
];

/** A request as the document describes it, with up to three things wrong; now and then none. */
export function forge(operation: Operation, sampler: Sampler, random: Random, token: string | undefined): Request {
  const draft = draftOf(operation, sampler, random);
  if (token !== undefined) draft.headers.authorization = `Bearer ${token}`;
  for (let left = random.between(0, 3); left > 0; left -= 1) random.pick(twists)(draft, random);
  const query = draft.query.length === 0 ? '' : `?${draft.query.join('&')}`;
  const body = draft.raw ?? (draft.body === undefined ? undefined : Buffer.from(JSON.stringify(draft.body)));
  return { method: draft.method, target: `/${draft.segments.join('/')}${query}`, headers: draft.headers, body };
}

function draftOf({ method, path, parameters, body }: Operation, sampler: Sampler, random: Random): Draft {
  const values = new Map(parameters.map(({ name, schema }) => [name, String(sampler.of(schema))]));
  const segments = path
    .slice(1)
    .split('/')
    .map((part) => (part.startsWith('{') ? (values.get(part.slice(1, -1)) ?? '') : part));
  const asked = parameters.filter(({ required }) => required || random.chance(0.5));
  const query = asked
    .filter((each) => each.in === 'query')
    .map(({ name }) => `${name}=${encodeURIComponent(values.get(name)?.toWellFormed() ?? '')}`);
  const headers: OutgoingHttpHeaders = body === undefined ? {} : { 'content-type': 'application/json' };
  for (const { name } of asked.filter((each) => each.in === 'header')) {
    headers[name.toLowerCase()] = name === 'If-Match' ? `"${random.between(1, 3)}"` : String(random.next());
  }
  return { method, segments, query, headers, body: body === undefined ? undefined : sampler.of(body) };
}

function setHeader({ headers }: Draft, random: Random): void {
  const [name, value] = random.pick(oddHeaders);
  headers[name] = value;
}

/** The value with one place in it replaced, whichever; `undefined` takes it away. A body that is not there becomes one. */
function withOdd(value: unknown, random: Random, odd: () => unknown): unknown {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || random.chance(0.2)) return odd();
  if (!Array.isArray(value) && random.chance(0.1)) return { ...(value as object), unexpected: odd() };
  const key = random.pick(keys as [string, ...string[]]);
  const inner = withOdd((value as Record<string, unknown>)[key], random, odd);
  return Array.isArray(value)
    ? value.map((each, at) => (String(at) === key ? inner : (each as unknown)))
    : { ...(value as object), [key]: inner };
}

/** The body with a piece of JSON that no writer of JSON writes. */
function spliced(body: unknown, random: Random): Buffer {
  const marked = withOdd(body, random, () => JSON.parse(MARK) as unknown);
  return Buffer.from(JSON.stringify(marked).replace(MARK, () => random.pick(oddJson)));
}

/** The body with bytes cut off, or one of them changed. */
function damaged(body: unknown, random: Random): Buffer {
  const bytes = Buffer.from(JSON.stringify(body ?? {}));
  if (random.chance(0.5)) return bytes.subarray(0, random.between(0, bytes.length));
  bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
  return bytes;
}
