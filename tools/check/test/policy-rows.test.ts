import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { policyTable } from '@opencircle/auth/policy-table';

const root = resolve(import.meta.dirname, '../../..');

/** Rows that no route uses, each for a reason: the list is to shrink. */
const unused = {
  'is not a route of Nest: the gateway hands it on': ['gateway.page', 'gateway.proxy'],
  'the route of decisions asks for it besides its own, of those that show something to people': ['case.publish'],
};

/** The actions that routes name. */
function usedRows(files: readonly string[]): Set<string> {
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(resolve(root, file), 'utf8').matchAll(/@Allow\('([^']+)'\)/g)].map(
        ([, action]) => action as string,
      ),
    ),
  );
}

test('every row but these is the policy of a route', () => {
  const used = usedRows(globSync('{libs,services,apps}/*/src/**/*.controller.ts', { cwd: root }));
  const idle = Object.keys(policyTable).filter((action) => !used.has(action));
  expect(idle.sort()).toEqual(Object.values(unused).flat().sort());
});

test('a row whose route is gone is noticed (negative control)', () => {
  const used = usedRows(globSync('services/matching/src/**/*.controller.ts', { cwd: root }));
  expect([used.has('search.run'), used.has('case.decide')]).toEqual([true, false]);
});
