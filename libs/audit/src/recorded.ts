import { policy, type Action, type Actor } from '@opencircle/auth';
import type { AuditEntry, Facts } from './entry.js';

/** What the rules below see of a request: its parameters by name, checked by the route's schemas already. */
export type Asked = { readonly params: Fields; readonly query: Fields; readonly body: Fields };
type Fields = Readonly<Record<string, unknown>>;

type About = Pick<AuditEntry, 'object' | 'organizationId'> & { readonly facts?: Facts };

/**
 * Reads of personal data by staff or services: each is an entry, written before the answer goes out. Reads that write their
 * entry themselves (`parked.read` of one sequence) are not here. An action that joins the policy table and shows people
 * joins here as well.
 */
const reads: Partial<Record<Action, (asked: Asked) => About>> = {
  'visit.list': ({ query }) => objectOf('listing', query['listingId']),
  'staff.list': ofOrganization,
  'person.list': () => ({}),
  'person.read': ({ params }) => objectOf('person', params['id']),
  'invitation.list': ofOrganization,
  'platform-invitation.list': () => ({}),
  'contacts.read': ({ body }) => ({ facts: { personIds: body['personIds'] as string[] } }),
  'delivery.list': () => ({}),
  'audit.search': ({ query }) => ({
    ...(query['object'] !== undefined && objectOf('audited', query['object'])),
    // The query is as it came: a name that no filter has, such as `__proto__`, is nothing to write down.
    facts: { filters: Object.keys(query).filter((name) => /^[a-z]+$/.test(name) && query[name] !== undefined) },
  }),
};

/** Actions by which people get in, or show who they are; that they fail is of consequence whoever tries. */
const signIns: ReadonlySet<Action> = new Set([
  'session.create',
  'session.challenge',
  'session.refresh',
  'email-link.redeem',
  'password-reset.redeem',
  'invitation.read',
  'invitation.accept',
  'oidc.finish',
  'me.confirm',
  'me.password.change',
  'service-token.create',
]);

/** What the entry of a read says beside actor and outcome; undefined for reads that are not recorded. */
export function readOf(action: Action, asked: Asked): About | undefined {
  return reads[action]?.(asked);
}

/**
 * What a refused or failed request leaves in the log; undefined where it is of no consequence. Of consequence are, of
 * actions that are not open to everybody:
 *
 * - every 401 and 403;
 * - a 404 on a write or on a recorded read: where existence is private, that is how a refusal looks;
 *
 * and of sign-ins every 401, 403 and 429, as `failed`.
 */
export function refusalOf(
  action: Action,
  { method, status }: { method: string; status: number },
): Pick<AuditEntry, 'outcome'> | undefined {
  if (signIns.has(action)) return [401, 403, 429].includes(status) ? { outcome: 'failed' } : undefined;
  if (status === 401 || status === 403) return { outcome: 'denied' };
  if (status !== 404 || policy.allows({ kind: 'anonymous' }, action)) return undefined;
  const isRead = method === 'GET' || method === 'HEAD';
  return !isRead || action in reads ? { outcome: 'denied' } : undefined;
}

/** Names the object where a request names one in its path; what is not shaped like an id of ours is not kept. */
export function namedObject(action: Action, asked: Asked): About {
  const about = reads[action]?.(asked);
  if (about?.object !== undefined) return about;
  const [kind = action] = action.split('.');
  return objectOf(kind, asked.params['id']);
}

/** Whose entries an actor may see, from the table: an admin everything, others what their platform role does anywhere. */
export function visibleTo(actor: Actor, action: Action): boolean {
  if (actor.kind !== 'person') return false;
  const person = { kind: 'person', id: actor.id, roles: [] } as const;
  return actor.roles.some(({ role }) => {
    if (role === 'admin') return true;
    if (role !== 'ops' && role !== 'lead-moderator') return false;
    return !policy.allows(person, action) && policy.allows({ ...person, roles: [{ role }] }, action);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function objectOf(kind: string, id: unknown): About {
  return typeof id === 'string' && UUID.test(id) ? { object: { kind, id: id.toLowerCase() } } : {};
}

function ofOrganization({ params }: Asked): About {
  return { ...objectOf('organization', params['id']), organizationId: textOf(params['id']) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined;
}
