import { dirname, join } from 'node:path/posix';

/** Every page, and every other file that a page may name, by its path from the root. Folders end in a slash. */
export type Repository = {
  readonly pages: ReadonlyMap<string, string>;
  readonly paths: ReadonlySet<string>;
};

const LINK = /\]\(([^)\s]+)\)/g;
const ELSEWHERE = /^[a-z]+:/;
/** `libs/auth/src/policy.ts` or `tools/check/lint/`; what has a wildcard, a blank or an output folder in it is no one file. */
const NAMED = /`((?:apps|deploy|docs|libs|services|tools)\/[\w./-]+)`/g;

/** What a page names that is not there: files and headings that its links lead to, and files in code spans. */
export function brokenLinks(page: string, repository: Repository): string[] {
  const text = repository.pages.get(page) ?? '';
  const links = [...text.matchAll(LINK)].flatMap(([, target = '']) => {
    if (ELSEWHERE.test(target)) return [];
    const [file = '', heading] = target.split('#');
    const path = file === '' ? page : join(dirname(page), file);
    if (!isThere(path, repository)) return [target];
    return heading === undefined || headingsOf(repository.pages.get(path)).has(heading) ? [] : [target];
  });
  const named = [...text.matchAll(NAMED)].flatMap(([, path = '']) =>
    path.includes('/dist/') || isThere(path, repository) ? [] : [path],
  );
  return [...links, ...named];
}

function isThere(path: string, { paths }: Repository): boolean {
  return paths.has(path) || paths.has(`${path.replace(/\/$/, '')}/`);
}

/** As GitHub makes anchors of them. */
function headingsOf(text = ''): Set<string> {
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}

/** The folders above a file, each with its slash. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, depth) => `${parts.slice(0, depth + 1).join('/')}/`);
}
