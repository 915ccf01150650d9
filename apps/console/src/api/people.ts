import type { Call } from './call.js';
import type {
  IdentityProviderSettings,
  NewStaff,
  OrganizationProvider,
  Person,
  PlatformRole,
  Staff,
  StaffRole,
} from './types.js';

const people = '/api/membership/v1/people';
const organizations = '/api/membership/v1/organizations';

/** What admins do with accounts, and what organizations do with those who act for them. */
export function peopleCommands(call: Call) {
  const post = <Answer>(path: string, body: unknown = {}, idempotencyKey?: string) =>
    call<Answer>(path, { method: 'POST', body, idempotencyKey });
  return {
    disablePerson: (id: string) => post<Person>(`${people}/${id}/disablements`),
    enablePerson: (id: string) => post<Person>(`${people}/${id}/enablements`),
    grantRole: (id: string, role: PlatformRole) => post<Person>(`${people}/${id}/platform-roles`, { role }),
    revokeRole: (id: string, role: PlatformRole) =>
      post<undefined>(`${people}/${id}/platform-role-revocations`, { role }),

    staffOf: async (organizationId: string, signal?: AbortSignal) =>
      (await call<{ items: Staff[] }>(`${organizations}/${organizationId}/staff`, { signal })).items,
    grantStaff: (organizationId: string, staff: NewStaff, key: string) =>
      post<unknown>(`${organizations}/${organizationId}/staff`, staff, key),
    revokeStaff: (organizationId: string, personId: string, role: StaffRole) =>
      post<undefined>(`${organizations}/${organizationId}/staff/${personId}/revocations`, { role }),

    identityProviderOf: (organizationId: string, signal?: AbortSignal) =>
      call<OrganizationProvider>(`${organizations}/${organizationId}/identity-provider`, { signal }),
    configureIdentityProvider: (organizationId: string, settings: IdentityProviderSettings) =>
      call<OrganizationProvider>(`${organizations}/${organizationId}/identity-provider`, {
        method: 'PUT',
        body: settings,
      }),
    removeIdentityProvider: (organizationId: string) =>
      call<undefined>(`${organizations}/${organizationId}/identity-provider`, { method: 'DELETE' }),
  };
}
