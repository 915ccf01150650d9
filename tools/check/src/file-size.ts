import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** No source file is longer than a reader wants to hold in mind. Exits 1 and names every file that is. */
const CEILING = 300;
const SOURCES = ['*.ts', '*.tsx', '*.astro', '*.mjs', '*.js'];

const root = resolve(import.meta.dirname, '../../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...SOURCES], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && !file.includes('/generated/') && existsSync(resolve(root, file)));

const tooLong = files
  .map((file) => ({ file, lines: readFileSync(resolve(root, file), 'utf8').trimEnd().split('\n').length }))
  .filter(({ lines }) => lines > CEILING);

for (const { file, lines } of tooLong) console.error(`${file} has ${lines} lines; ${CEILING} are the most`);
console.log(`${files.length} files looked at, ${tooLong.length} over ${CEILING} lines`);
process.exitCode = tooLong.length === 0 ? 0 : 1;
