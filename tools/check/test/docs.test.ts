import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asvsFaults } from '../src/asvs-table.ts';
import { brokenLinks, foldersAbove } from '../src/page-links.ts';

const security = readFileSync(resolve(import.meta.dirname, '../../../docs/security.md'), 'utf8');

const file = 'libs/auth/src/policy.ts';
const other = '# Other\n\n## Two words, `code`\n';

function broken(text: string): string[] {
  const pages = new Map([
    ['docs/page.md', text],
    ['docs/adr/other.md', other],
  ]);
  const files = [...pages.keys(), file];
  return brokenLinks('docs/page.md', { pages, paths: new Set([...files, ...files.flatMap(foldersAbove)]) });
}

test.each([
  ['a file', `[policy](../${file})`],
  ['a folder', '[auth](../libs/auth) and [its sources](../libs/auth/src/)'],
  ['a heading', '# Here\n\n[here](#here), [there](adr/other.md#two-words-code)'],
  ['a file in code', `\`${file}\`, \`libs/auth/\``],
  ['another place', '[standard](https://owasp.org/x), `libs/*/src`, `services/membership/dist/main.js`'],
])('a page may name %s that is there', (_what, text) => {
  expect(broken(text)).toEqual([]);
});

test.each([
  ['a file', '[gone](../libs/auth/src/gone.ts)', '../libs/auth/src/gone.ts'],
  ['a folder', '[gone](../libs/gone/)', '../libs/gone/'],
  ['a heading', '[gone](adr/other.md#three-words)', 'adr/other.md#three-words'],
  ['a file in code', '`libs/auth/src/gone.ts`', 'libs/auth/src/gone.ts'],
])('%s that is gone is noticed (negative control)', (_what, text, target) => {
  expect(broken(text)).toEqual([target]);
});

test('the table of OWASP ASVS is whole', () => {
  expect(asvsFaults(security)).toEqual([]);
});

test.each([
  ['a requirement less', /^\| V8\.2\.1 .*\n/m, '', 'V8.2.1 stands there 0 times'],
  ['another level', /^\| V8\.2\.1 +\| 1/m, '| V8.2.1 | 2', 'V8.2.1 is of level 1'],
  ['a requirement of level 3', /^\| V8\.2\.1 /m, '| V8.2.4 ', 'V8.2.4 is no requirement of level 1 or 2'],
  ['a verdict of its own', /^(\| V8\.2\.1 +\| 1 +\| )pass/m, '$1fine', 'V8.2.1: no verdict fine'],
  [
    'a pass that nothing shows',
    /^(\| V8\.2\.1 +\| 1 +\| pass +\| ).*\|$/m,
    '$1we are careful |',
    'V8.2.1: what shows it?',
  ],
  ['a count that is wrong', /^(\| 1 +\| )\d+/m, '$1some', 'of level 1 there are'],
])('%s is noticed (negative control)', (_what, row, put, fault) => {
  expect(security).toMatch(row);
  expect(asvsFaults(security.replace(row, put))).toContainEqual(expect.stringContaining(fault));
});
