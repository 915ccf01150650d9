import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Actions that change something, or could, and leave no entry of their own when they succeed, each for a reason. */
const unrecorded = {
  'succeeds as a session, whose beginning is the entry': ['session.challenge', 'email-link.redeem', 'oidc.finish'],
  'is asked by anybody, and nobody knows yet who it is': ['email-link.create', 'password-reset.create', 'oidc.start'],
  'shows an invitation to who holds its link': ['invitation.read'],
  'is of who seeks help: an audit log is kept for ever': ['visit.book', 'report.create'],
  'is between our own services': ['service-token.create', 'mail-link.issue'],
  'stays in the revisions and cases of the listing': ['listing.create', 'listing.edit', 'listing.submit'],
  'stays in the import, with what came of each row': ['import.create', 'import.run'],
  'is a search that must not stand in an address': ['search.run', 'place.search'],
  'is the gateway’s, and membership writes the entry': ['gateway.sign-in', 'gateway.renew', 'gateway.sign-out'],
};

const sources = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => readFileSync(resolve(root, file), 'utf8'));

/** The actions of routes that are no GET. */
function changes(controllers: readonly string[]): string[] {
  const route = /@(?:Post|Put|Patch|Delete)\([^)]*\)\s+(?:@HttpCode\(\d+\)\s+)?@Allow\('([^']+)'\)/g;
  return [...new Set(controllers.flatMap((text) => [...text.matchAll(route)].map(([, action]) => action as string)))];
}

/** What names actions whose success is an entry: files that write entries, and the list of recorded reads. */
const writers = sources('{libs,services}/*/src/**/*.ts').flatMap((text) => {
  if (/\baudit\.record\(/.test(text)) return text;
  return /^const reads: [^;]*?^};/ms.exec(text)?.[0] ?? [];
});

/** Those of the actions that none of them names. */
function withoutEntry(actions: readonly string[], writers: readonly string[]): string[] {
  return actions.filter((action) => !writers.some((text) => text.includes(`'${action}'`))).sort();
}

test('every change leaves an entry in the audit log, but these', () => {
  const actions = changes(sources('{libs,services,apps}/*/src/**/*.controller.ts'));
  expect(actions.length).toBeGreaterThan(50);
  expect(withoutEntry(actions, writers)).toEqual(Object.values(unrecorded).flat().sort());
});

test('a change without an entry is noticed (negative control)', () => {
  const controller = `@Post()\n  @Allow('case.decide')\n @Delete(':id')\n  @Allow('case.forget')\n  @Get()\n  @Allow('case.read')`;
  expect(withoutEntry(changes([controller]), writers)).toEqual(['case.forget']);
});
