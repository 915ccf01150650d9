import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNamed } from './named-runs.js';
import { textTable } from './text-table.js';

const folder = mkdtempSync(join(tmpdir(), 'opencircle-named-runs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runs = {
  first: ({ quick }: { quick: boolean }) => Promise.resolve([{ name: 'first', quick }]),
  second: () => Promise.resolve([{ name: 'second', quick: false }]),
};

test('runs what is named, in turn, and leaves a JSON line each', async () => {
  const file = join(folder, 'lines.json');
  expect(await runNamed('thing', runs, ['second', 'first', '--quick', '--json', file])).toHaveLength(2);
  expect(readFileSync(file, 'utf8')).toBe('{"name":"second","quick":false}\n{"name":"first","quick":true}\n');
});

test.each([
  [[], 'name at least one thing'],
  [['first', 'third', 'toString'], 'no such thing: third, toString'],
  [['first', '--slow'], "Unknown option '--slow'"],
])('says what is wrong with %j and what there is', async (args, fault) => {
  const said: string[] = [];
  const { error } = console;
  console.error = (line: string) => void said.push(line);
  expect(await runNamed('thing', runs, args).finally(() => (console.error = error))).toBeUndefined();
  expect(said.join('\n')).toContain(fault);
  expect(said.join('\n')).toContain('there are: first, second');
});

test('aligns columns and leaves no blanks at the ends of lines', () => {
  expect(
    textTable([
      ['name', 'n', ''],
      ['a', '100', ''],
    ]),
  ).toBe('name  n\na     100');
});
