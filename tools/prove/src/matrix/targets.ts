import { randomUUID } from 'node:crypto';
import type { Actor, Relation } from '@opencircle/auth';
import { contentOf, FEED, feedDefaults, privateContent } from '../http/content.js';
import type { Objects } from '../http/objects.js';
import type { ServiceName } from '../http/service-ground.js';
import { groups, groupStates, organizations, pathOf, REGION, type World } from '../http/world.js';
import { objectTargets } from './object-targets.js';

/** What is asked of a route about one object, and how that object really stands to people. */
export type Target = {
  readonly name: string;
  /** Of objects that are about the asker it depends on who asks. */
  readonly relation?: (actor: Actor) => Relation;
  readonly field?: string;
  /** The object's id, for the path (`{id}`, `{listingId}`, `{offerId}`), or for where `query` and `body` put it. */
  readonly id?: (actor: Actor, service: ServiceName) => string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: (id: string) => string;
  readonly body?: (id: string) => object;
  readonly headers?: Readonly<Record<string, string>>;
  /** There is no such object in this world: who may do this is told so. */
  readonly isMissing?: true;
  /** The answer tells of each object by itself, under 200. */
  readonly isBatch?: true;
  /**
   * What stands in the answer to whoever may see it (with this field), and in nobody else's. Of a list: what it shows of the
   * thing that stands so to people.
   */
  readonly shows?: { readonly text: string; readonly field?: string; readonly of?: Relation };
};

/** The targets of each route, by method and OpenAPI path. A route that is not here is a route not covered. */
export function targetsOf(world: World, objects: Objects): Readonly<Record<string, readonly Target[]>> {
  return {
    ...everywhere(),
    ...signIn(),
    ...account(world),
    ...people(world),
    ...tree(world),
    ...listings(world),
    ...rest(world),
    ...objectTargets(world, objects),
  };
}

const plain: readonly Target[] = [{ name: 'no object' }];

/** A list in one page. */
const whole = { query: () => 'limit=100' };

function sent(body: object): Target[] {
  return [{ name: 'no object', body: () => body }];
}

function everywhere(): Record<string, readonly Target[]> {
  return {
    ...Object.fromEntries(['live', 'ready', 'startup'].map((one) => [`GET /health/${one}`, plain])),
    'GET /metrics': plain,
    'GET /openapi.json': plain,
    'GET /.well-known/jwks.json': plain,
    'GET /v1/ops/status': plain,
    'GET /v1/audit-entries': plain,
  };
}

function signIn(): Record<string, readonly Target[]> {
  const email = 'nobody@example.org';
  return {
    'POST /v1/sessions': sent({ email, password: 'not a password' }),
    'POST /v1/session-challenges': sent({ challenge: 'x', factor: 'totp', code: '123456' }),
    'POST /v1/passkey-challenges': plain,
    'POST /v1/session-refreshes': sent({ refreshToken: 'x' }),
    'POST /v1/session-revocations': sent({ refreshToken: 'x' }),
    'POST /v1/email-links': sent({ email }),
    'POST /v1/session-links': sent({ token: 'x' }),
    'GET /v1/identity-providers': plain,
    'POST /v1/session-provider-starts': sent({ organizationId: randomUUID() }),
    'POST /v1/session-providers': sent({ flow: providerFlow(), answer: { code: 'x', state: 'x' } }),
    'POST /v1/password-reset-links': sent({ email }),
    'POST /v1/password-resets': sent({ token: 'x', password: 'nine herons over the weir' }),
    'POST /v1/service-tokens': sent({ clientId: 'x', clientSecret: 'not the secret', audience: 'membership-internal' }),
    'POST /v1/internal/mail-links:batch': sent({ linkIds: [randomUUID()] }),
  };
}

function providerFlow(): object {
  const opaque = { state: 'x', nonce: 'x', verifier: 'x'.repeat(43) };
  return { organizationId: randomUUID(), configuredAt: new Date().toISOString(), ...opaque };
}

function own(actor: Actor): Relation {
  return actor.kind === 'person' ? { personId: actor.id } : {};
}

function account({ actors }: World): Record<string, readonly Target[]> {
  const mine = (body?: object): Target[] => [{ name: 'oneself', relation: own, ...(body && { body: () => body }) }];
  const seeker = actors['seeker'] as Extract<Actor, { kind: 'person' }>;
  const ofSeeker = { relation: () => ({ personId: seeker.id }) };
  return {
    'GET /v1/me': mine(),
    'POST /v1/me/confirmation-challenges': mine(),
    'POST /v1/me/confirmations': mine({ factor: 'password', password: 'not a password' }),
    'GET /v1/me/factors': mine(),
    'DELETE /v1/me/factors/{id}': [
      { name: 'own', relation: own, id: () => randomUUID(), isMissing: true },
      { name: 'of the seeker', ...ofSeeker, id: () => seekersFactor },
    ],
    'POST /v1/me/totp-enrolments': mine(),
    'POST /v1/me/totp': mine({ code: '000000' }),
    'POST /v1/me/passkey-enrolments': mine(),
    'POST /v1/me/passkeys': mine({ challenge: 'x', answer: {} }),
    'POST /v1/me/recovery-codes': mine(),
    'POST /v1/me/password-changes': mine({ password: 'nine herons over the weir' }),
    'GET /v1/me/sessions': mine(),
    'DELETE /v1/me/sessions/{id}': [
      {
        name: 'own',
        relation: own,
        id: (actor) => (actor.kind === 'person' ? actor.sessionId : undefined) ?? randomUUID(),
      },
      { name: 'of the seeker', ...ofSeeker, id: () => seeker.sessionId as string },
    ],
    'POST /v1/me/sign-outs': mine(),
  };
}

/** The id of the factor that the fixture gives the seeker. */
export const seekersFactor = randomUUID();

function people({ bystander }: World): Record<string, readonly Target[]> {
  const about = (body?: object): Target[] => [
    { name: 'a person', id: () => bystander, ...(body && { body: () => body }) },
  ];
  const account = { email: 'new@example.org', password: 'nine herons over the weir', displayName: 'New' };
  return {
    'GET /v1/people': plain,
    'POST /v1/people': sent(account),
    'GET /v1/people/{id}': about(),
    'POST /v1/people/{id}/disablements': about(),
    'POST /v1/people/{id}/enablements': about(),
    'POST /v1/people/{id}/platform-roles': about({ role: 'moderator' }),
    'POST /v1/people/{id}/platform-role-revocations': about({ role: 'ops' }),
    'GET /v1/platform-invitations': plain,
    'POST /v1/platform-invitations': sent({ email: 'invited@example.org', role: 'ops' }),
    'POST /v1/internal/contacts:batch': sent({ personIds: [bystander] }),
  };
}

function tree(world: World): Record<string, readonly Target[]> {
  const { ids, staff, bystander } = world;
  const each = (more: (name: (typeof organizations)[number]) => Omit<Target, 'name' | 'id'>, what = '') =>
    organizations.map((name) => {
      const relation = () => ({ organizationPath: pathOf(world, name) });
      return { name: `${name}${what}`, relation, id: () => ids[name], ...more(name) };
    });
  const roles = ['facilitator', 'manager', 'owner'] as const;
  const ofState = (name: (typeof organizations)[number], state: string) => ({
    relation: () => ({ organizationPath: pathOf(world, name), state }),
  });
  const changed = (state: 'suspended' | 'verified', more: () => Partial<Target>, what = ''): Target => ({
    name: `${state}${what}`,
    relation: () => ({ organizationPath: [...pathOf(world, 'ours'), world[state]], state }),
    id: () => world[state],
    ...more(),
  });
  const inEachState = (more: () => Omit<Target, 'name' | 'id' | 'relation'>, what = ''): Target[] => [
    ...each((name) => ({ ...ofState(name, 'unverified'), ...more() }), what),
    changed('suspended', more, what),
    changed('verified', more, what),
  ];
  const ofRole = (role: string) => ({ field: `role:${role}`, what: ` as ${role}` });
  return {
    'GET /v1/organizations': organizations.map((name) => ({
      ...whole,
      name: `showing ${name}`,
      // Elsewhere it stands as another's parent.
      shows: { text: `"id":"${ids[name]}"`, of: { organizationPath: pathOf(world, name) } },
    })),
    'POST /v1/organizations': sent({ name: 'A new one', kind: 'chapter', parentId: null }),
    'GET /v1/organizations/{id}': each(() => ({})),
    // To where it stands: the tree of the other cells stays.
    'POST /v1/organizations/{id}/moves': each((name) => ({
      body: () => ({ parentId: pathOf(world, name).at(-2) ?? null }),
    })),
    'GET /v1/organizations/{id}/staff': each(() => ({})),
    'POST /v1/organizations/{id}/staff': roles.flatMap((role) => {
      const { field, what } = ofRole(role);
      const listingIds = role === 'facilitator' ? [randomUUID()] : [];
      return inEachState(() => ({ field, body: () => ({ personId: bystander, role, listingIds }) }), what);
    }),
    'POST /v1/organizations/{id}/invitations': roles.flatMap((role) => {
      const { field, what } = ofRole(role);
      const listingIds = role === 'facilitator' ? [randomUUID()] : [];
      return inEachState(() => ({ field, body: () => ({ email: 'invited@example.org', role, listingIds }) }), what);
    }),
    // What an organization is already it stays, for whoever may see it.
    'POST /v1/organizations/{id}/verifications': [
      ...each((name) => ofState(name, 'unverified')),
      changed('suspended', () => ({})),
    ],
    'POST /v1/organizations/{id}/suspensions': [
      ...each((name) => ofState(name, 'unverified')),
      changed('verified', () => ({})),
    ],
    'POST /v1/organizations/{id}/ownership-offers': inEachState(() => ({ body: () => ({ personId: bystander }) })),
    'GET /v1/organizations/{id}/identity-provider': each(() => ({})),
    // An address of this machine, which is refused without asking anybody.
    'PUT /v1/organizations/{id}/identity-provider': each(() => ({
      body: () => ({ issuer: 'https://127.0.0.1', clientId: 'x', clientSecret: 'x' }),
    })),
    'DELETE /v1/organizations/{id}/identity-provider': each(() => ({})),
    'POST /v1/organizations/{id}/renamings': inEachState(() => ({ body: () => ({ name: 'Another name' }) })),
    'POST /v1/organizations/{id}/staff/{personId}/revocations': roles.flatMap((role) => {
      const { field, what } = ofRole(role);
      return each((name) => ({ field, params: { personId: staff[name] }, body: () => ({ role }) }), what);
    }),
  };
}

function listings(world: World): Record<string, readonly Target[]> {
  const { ids, imports, inState } = world;
  const content = contentOf('Another circle');
  const ofOrganizations = (more: (name: (typeof organizations)[number]) => Omit<Target, 'name' | 'relation'>) =>
    organizations.map((name) => ({ name, relation: () => ({ organizationPath: pathOf(world, name) }), ...more(name) }));
  const ofGroups = (more: Partial<Target> = {}, what: 'id' | 'caseId' = 'id') =>
    groups.map((name) => {
      const { id, organization } = world.groups[name];
      const relation = {
        organizationPath: pathOf(world, organization),
        listingId: id,
        region: REGION,
        state: 'published',
      };
      return { name: `group ${name}`, relation: () => relation, id: () => world.groups[name][what], ...more };
    });
  const inLists = (what: 'id' | 'caseId') =>
    groups.map((name): Target => {
      const { [what]: text, id: listingId, organization } = world.groups[name];
      const of = { organizationPath: pathOf(world, organization), listingId, region: REGION };
      return { ...whole, name: `showing that of ${name}`, shows: { text, of } };
    });
  const verdict = { decision: 'rejected', reasonCode: 'spam' };
  const ofImports = () => ofOrganizations((name) => ({ id: () => imports[name] }));
  const feed = { fileName: 'feed.json', feed: FEED, defaults: feedDefaults };
  return {
    'GET /v1/listings': inLists('id'),
    'POST /v1/listings': ofOrganizations((name) => ({ body: () => ({ organizationId: ids[name], content }) })),
    'GET /v1/listings/{id}': ofGroups({ shows: { text: privateContent.joinLink, field: 'privateContent' } }),
    'POST /v1/listings/{id}/submissions': ofGroups(),
    'PUT /v1/listings/{id}/content': ofGroups({ headers: { 'if-match': '"3"' }, body: () => ({ content }) }),
    'POST /v1/reports': groupStates.map((state) => {
      const relation = { organizationPath: pathOf(world, 'ours'), listingId: inState[state], region: REGION, state };
      const body = (listingId: string) => ({ listingId, reason: 'other' });
      return { name: `in state ${state}`, relation: () => relation, id: () => inState[state], body };
    }),
    'GET /v1/cases': inLists('caseId'),
    'GET /v1/cases/{id}': ofGroups({}, 'caseId'),
    'POST /v1/cases/{id}/claims': ofGroups({}, 'caseId'),
    'POST /v1/cases/{id}/decisions': ofGroups({ body: () => verdict }, 'caseId'),
    'POST /v1/case-decisions': ofGroups({ isBatch: true, body: (id) => ({ caseIds: [id], ...verdict }) }, 'caseId'),
    'GET /v1/imports': ofOrganizations((name) => ({
      ...whole,
      shows: { text: imports[name], of: { organizationPath: pathOf(world, name) } },
    })).map(({ relation: _, ...target }) => target),
    'POST /v1/imports': ofOrganizations((name) => ({ body: () => ({ organizationId: ids[name], ...feed }) })),
    'GET /v1/imports/{id}': ofImports(),
    'GET /v1/imports/{id}/rows': ofImports(),
    'POST /v1/imports/{id}/runs': ofImports(),
  };
}

function rest({ groups: { named } }: World): Record<string, readonly Target[]> {
  const visit = {
    ...{ listingId: named.id, sessionStart: '2026-12-01T19:00:00-08:00', displayName: 'Vi' },
    ...{ email: 'vi@example.org', consent: true, language: 'en' },
  };
  return {
    'POST /v1/visits': sent(visit),
    'POST /v1/searches': sent({}),
    'POST /v1/place-searches': sent({ text: 'Dublin' }),
    'GET /v1/groups/{listingId}': [{ name: 'a published group', id: () => named.id }],
    'GET /v1/deliveries': plain,
  };
}
