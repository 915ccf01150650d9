import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describePermissions } from '@opencircle/auth/describe-permissions';
import { policyTable } from '@opencircle/auth/policy-table';

/** docs/permissions.md must be what the policy table says. `--write` makes it so. Needs libs/auth to be built. */
const page = join(resolve(import.meta.dirname, '../../..'), 'docs/permissions.md');
const ought = describePermissions(policyTable);

if (process.argv.includes('--write')) {
  await writeFile(page, ought);
} else if ((await readFile(page, 'utf8').catch(() => '')) === ought) {
  console.log(`docs/permissions.md says what the ${Object.keys(policyTable).length} rows of the policy table say`);
} else {
  console.error('docs/permissions.md does not follow from the policy table: npm run permissions');
  process.exitCode = 1;
}
