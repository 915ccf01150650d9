import { createHmac } from 'node:crypto';
import type { Facts } from '../environments.js';
import type { DemoAccount } from './accounts.js';
import type { Client } from './client.js';
import type { OrganizationKey } from './demo-group.js';
import { organizations } from './organizations.js';
import { signIn } from './sign-in.js';

type Id = { readonly id: string };
export type DemoPeople = {
  readonly facilitatorId: string;
  readonly organizationIds: ReadonlyMap<OrganizationKey, string>;
  /** Signed in as the owner of each organization. */
  readonly owners: ReadonlyMap<OrganizationKey, Client>;
};

const names = {
  moderator: 'Mo Moderator',
  manager: 'Maya Manager',
  facilitator: 'Finn Facilitator',
  ops: 'Oona Ops',
} as const;

/** Staff accounts and organizations, made by the admin. Each organization has an owner nobody signs in as. */
export async function seedPeople(facts: Facts, admin: Client, accounts: readonly DemoAccount[]): Promise<DemoPeople> {
  const ids = new Map<string, string>();
  for (const { role, email, password } of accounts) {
    if (role === 'admin') continue;
    const platformRoles = role === 'moderator' || role === 'ops' ? [role] : [];
    const { id } = await admin.post<Id>(
      'membership',
      '/v1/people',
      { email, password, displayName: names[role], platformRoles },
      `person ${email}`,
    );
    ids.set(role, id);
  }
  const organizationIds = new Map<OrganizationKey, string>();
  const owners = new Map<OrganizationKey, Client>();
  for (const { key, name, kind, parent } of organizations) {
    const parentId = parent === undefined ? undefined : organizationIds.get(parent);
    const body = { name, kind, ...(parentId === undefined ? {} : { parentId }) };
    const { id } = await admin.post<Id>('membership', '/v1/organizations', body, `organization ${key}`);
    organizationIds.set(key, id);
    const email = `owner-${key}@demo.opencircle.example`;
    const password = createHmac('sha256', facts.secrets.masterKey).update(email).digest('base64url');
    const owner = await admin.post<Id>(
      'membership',
      '/v1/people',
      { email, password, displayName: `${name} office`, platformRoles: [] },
      `person ${email}`,
    );
    await admin.post(
      'membership',
      `/v1/organizations/${id}/staff`,
      { personId: owner.id, role: 'owner' },
      `owner ${key}`,
    );
    owners.set(key, await signIn(facts, { email, password }));
  }
  await admin.post(
    'membership',
    `/v1/organizations/${need(organizationIds, 'riverside')}/staff`,
    { personId: need(ids, 'manager'), role: 'manager' },
    'manager',
  );
  return { facilitatorId: need(ids, 'facilitator'), organizationIds, owners };
}

export function need<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demo has no ${String(key)}`);
  return value;
}
