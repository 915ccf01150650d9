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
  globSync(pattern, { cwd: root, exclude: ['**/*.test.ts'] }).map((file) => readFileSync(resolve(root, file), 'utf8'));

/** All of Nest's but `Get`. */
const verb =
  /@(?:Post|Put|Patch|Delete|All|Head|Options|Search|QueryMethod|Propfind|Proppatch|Mkcol|Copy|Move|Lock|Unlock|RequestMapping)\b/g;
const parentheses = String.raw`\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;
/** The decorators of one thing, in whatever order. */
const decorators = new RegExp(String.raw`(?:@\w+(?:${parentheses})?\s+)+`, 'g');

/** The actions of routes that are no GET, and how many of these routes could not be read. */
function changes(controllers: readonly string[]): { actions: string[]; unread: number } {
  const all = controllers.join('\n');
  const routes = (all.match(decorators) ?? []).filter((run) => run.search(verb) >= 0);
  const actions = routes.flatMap((run) => /@Allow\('([^']+)'\)/.exec(run)?.[1] ?? []);
  return { actions: [...new Set(actions)], unread: (all.match(verb) ?? []).length - actions.length };
}

/** The actions whose success is an entry: of entries, by name or out of a table in the same file, and of recorded reads. */
function recordedIn(text: string): string[] {
  const reads = /^const reads: [^;]*?^};/ms.exec(text)?.[0] ?? '';
  const recorded = literals(reads, /^ {2}'([^']+)':/gm);
  if (!/\baudit\.record\(/.test(text)) return recorded;
  for (const [, table] of text.matchAll(/\baction(?::| =) (\w+)\[/g)) {
    const rows = new RegExp(String.raw`^const ${table}\b[^;]*;`, 'm').exec(text)?.[0] ?? '';
    recorded.push(...literals(rows, /: '([^']+)'/g));
  }
  for (const [, value = ''] of text.matchAll(/\baction: ([^,;{}]*)/g)) recorded.push(...literals(value, /'([^']+)'/g));
  return recorded;
}

function literals(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, literal]) => literal as string);
}

/** Those of the actions that none of these files records. */
function withoutEntry(actions: readonly string[], files: readonly string[]): string[] {
  const recorded = new Set(files.flatMap(recordedIn));
  return actions.filter((action) => !recorded.has(action)).sort();
}

const files = sources('{libs,services,apps}/*/src/**/*.ts');

test('every change leaves an entry in the audit log, but these', () => {
  const { actions, unread } = changes(files);
  expect(unread).toBe(0);
  expect(actions.length).toBeGreaterThan(50);
  expect(withoutEntry(actions, files)).toEqual(Object.values(unrecorded).flat().sort());
});

test('a change without an entry is noticed (negative control)', () => {
  const controller = `@Post()\n  @Allow('case.decide')\n decide() {}\n @Delete(':id')\n  @Allow('case.forget')\n forget() {}
    @Get()\n  @Allow('case.read')\n read() {}`;
  expect(withoutEntry(changes([controller]).actions, files)).toEqual(['case.forget']);
});

test.each([
  [
    'between',
    `@Post(':id(a|b)')\n @Limited({ most: of(30), name: 'x' })\n @HttpCode(202)\n @Allow('case.forget')\n f() {}`,
  ],
  ['behind', `@Post()\n @Allow('case.forget')\n @Limited(rare)\n forget() {}`],
  ['before', `@Allow('case.forget')\n @Limited(rare)\n @Delete(':id')\n forget() {}`],
])('a change without an entry is noticed with decorators %s (negative control)', (_, controller) => {
  const { actions, unread } = changes([controller]);
  expect([withoutEntry(actions, files), unread]).toEqual([['case.forget'], 0]);
});

test.each([
  ['no action', `@Post()\n @Limited(rare)\n forget() {}`],
  ['an action that is no literal', `@Put(':id')\n @Allow(FORGET)\n forget() {}`],
  ['a comment in between', `@All()\n // Anybody's.\n @Allow('case.forget')\n forget() {}`],
])('a route with %s is not passed over (negative control)', (_, controller) => {
  expect(changes([controller]).unread).toBe(1);
});

test('an action that is only mentioned where another one is recorded has no entry (negative control)', () => {
  const useCase = `policy.demand(by, 'case.forget');\n await this.audit.record(db, { actor, action: 'case.decide', object });`;
  expect(withoutEntry(['case.decide', 'case.forget'], [useCase])).toEqual(['case.forget']);
});
