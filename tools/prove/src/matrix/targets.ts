import { randomUUID } from 'node:crypto';
import type { Actor, Relation } from '@opencircle/auth';
import type { Objects } from '../http/objects.js';
import { organizations, pathOf, type World } from '../http/world.js';
import { listingTargets } from './listing-targets.js';
import { objectTargets } from './object-targets.js';
import { plain, whole, type Target } from './target.js';

/** The targets of each route, by method and OpenAPI path. A route that is not here is a route not covered. */
export function targetsOf(world: World, objects: Objects): Readonly<Record<string, readonly Target[]>> {
  return {
    ...everywhere(),
    ...signIn(),
    ...account(world),
    ...people(world),
    ...tree(world),
    ...listingTargets(world),
    ...rest(world),
    ...objectTargets(world, objects),
  };
}

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
    'POST /v1/me/renamings': mine({ displayName: 'Wren' }),
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
    'POST /v1/me/password-changes': mine({ currentPassword: 'not a password', password: 'nine herons over the weir' }),
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
    'POST /v1/people/{id}/factor-resets': about(),
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
    'PUT /v1/organizations/{id}/identity-provider': inEachState(() => ({
      body: () => ({ issuer: 'https://127.0.0.1', clientId: 'x', clientSecret: 'x' }),
    })),
    'DELETE /v1/organizations/{id}/identity-provider': inEachState(() => ({})),
    'POST /v1/organizations/{id}/renamings': inEachState(() => ({ body: () => ({ name: 'Another name' }) })),
    'POST /v1/organizations/{id}/staff/{personId}/revocations': roles.flatMap((role) => {
      const { field, what } = ofRole(role);
      return each((name) => ({ field, params: { personId: staff[name] }, body: () => ({ role }) }), what);
    }),
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
