import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { LintedFixture } from '../src/lint-fixtures.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The rules that hold the borders are proven by code that breaks them, and by neighbours that may do the same. */
const linted = JSON.parse(
  execFileSync('node', ['tools/check/src/lint-fixtures.ts'], { cwd: root, encoding: 'utf8', env: nodeOnly() }),
) as LintedFixture[];

test.each(linted.filter(({ expected }) => expected.length > 0))('$name is refused', ({ expected, found }) => {
  for (const line of expected) {
    const [rule, ...words] = line.split(' ');
    expect(found).toContainEqual({ rule, message: expect.stringContaining(words.join(' ')) });
  }
});

test.each(linted.filter(({ expected }) => expected.length === 0))('$name is allowed', ({ found }) => {
  expect(found).toEqual([]);
});

/** Jest's own switches for Node would reach the child otherwise. */
function nodeOnly(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}
