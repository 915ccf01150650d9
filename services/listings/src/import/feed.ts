import type { DomainError } from '@opencircle/service-defaults';
import { failure, type problems } from '../problems.js';

/** More rows than any known feed has by far; a longer list is more likely a mistake than a feed. */
const MOST_ROWS = 20_000;
const DEEPEST = 6;

/** The rows of a feed's text. Throws feed-is-html, feed-not-json, feed-not-a-list or feed-too-long. */
export function rowsOf(text: string): unknown[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed.startsWith('<'))
    throw refused('feed-is-html', 'The file is a web page or XML, not a Meeting Guide feed.');
  const parsed = parse(trimmed);
  if (!Array.isArray(parsed)) {
    throw refused('feed-not-a-list', 'A Meeting Guide feed is a JSON list of meetings; this is something else.');
  }
  if (parsed.length > MOST_ROWS) {
    throw refused('feed-too-long', `A feed may have ${MOST_ROWS} rows at most; this one has ${parsed.length}.`);
  }
  return parsed.map((row) => storable(row, 0));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused('feed-not-json', `The file is not valid JSON${positionOf(error, text)}.`);
  }
}

/** Where it breaks, never what stands there: a feed may hold join links. */
function positionOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  if (position === undefined) return text === '' ? ': it is empty' : ': it ends too early';
  const before = text.slice(0, Number(position));
  return `: line ${before.split('\n').length} cannot be read`;
}

/** Without what PostgreSQL's jsonb refuses: NUL characters, lone surrogates, and nesting that no feed has. */
function storable(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((part) => storable(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storable(name, depth) as string, storable(part, depth + 1)]),
  );
}

type FeedProblem = Extract<keyof typeof problems, `feed-${string}`>;

function refused(code: FeedProblem, detail: string): DomainError {
  return failure(code, detail, [{ pointer: '/feed', rule: code, detail }]);
}
