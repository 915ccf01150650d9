import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asvsFaults } from './asvs-table.ts';
import { brokenLinks, foldersAbove } from './page-links.ts';

/** What the pages name must be there, and the table of OWASP ASVS must be whole. Exits 1 and says what is not. */
const SECURITY = 'docs/security.md';

const root = resolve(import.meta.dirname, '../../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const pages = new Map(
  files.filter((file) => file.endsWith('.md')).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);
const repository = { pages, paths: new Set([...files, ...files.flatMap(foldersAbove)]) };

const broken = [...pages.keys()].flatMap((page) =>
  brokenLinks(page, repository).map((target) => `${page} names ${target}, which is not there`),
);
const faults = [...broken, ...asvsFaults(pages.get(SECURITY) ?? '').map((fault) => `${SECURITY}: ${fault}`)];
for (const fault of faults) console.error(fault);
console.log(`${pages.size} pages looked at, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
