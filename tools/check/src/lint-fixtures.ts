import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints every fixture as if it stood where its first line says, and prints what was found as JSON. A process of its own,
 * because ESLint loads its configuration and Nx's native code, which Jest's module registry cannot hold.
 */
export type LintedFixture = { name: string; expected: string[]; found: { rule: string; message: string }[] };

const root = resolve(import.meta.dirname, '../../..');
const fixtures = join(root, 'tools/check/fixtures');

const withTypes = new ESLint({ cwd: root });
const withoutTypes = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

const linted: LintedFixture[] = [];
for (const file of (await readdir(fixtures)).filter((name) => name.endsWith('.ts')).sort()) {
  const code = await readFile(join(fixtures, file), 'utf8');
  const filePath = header(code, 'in')[0];
  if (filePath === undefined) throw new Error(`${file} does not say where it stands`);
  const linter = header(code, 'types').length > 0 ? withTypes : withoutTypes;
  const [result] = await linter.lintText(code, { filePath: join(root, filePath) });
  linted.push({
    name: file.replace(/\.ts$/, ''),
    expected: header(code, 'expect'),
    found: (result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId ?? 'parser', message })),
  });
}
process.stdout.write(JSON.stringify(linted));

function header(code: string, key: string): string[] {
  return [...code.matchAll(new RegExp(`^// ${key}: (.*)$`, 'gm'))].map(([, value]) => value ?? '');
}
