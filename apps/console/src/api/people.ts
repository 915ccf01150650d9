import type { Call } from './call.js';
import type { NewPlatformInvitation, NewRole, Person, PlatformInvitation, PlatformRole } from './types.js';

const people = '/api/membership/v1/people';
const invitations = '/api/membership/v1/platform-invitations';

/** What admins do with accounts and roles on the platform. */
export function peopleCommands(call: Call) {
  const post = <Answer>(path: string, body: unknown = {}, idempotencyKey?: string) =>
    call<Answer>(path, { method: 'POST', body, idempotencyKey });
  return {
    disablePerson: (id: string) => post<Person>(`${people}/${id}/disablements`),
    enablePerson: (id: string) => post<Person>(`${people}/${id}/enablements`),
    resetFactors: (id: string) => post<Person>(`${people}/${id}/factor-resets`),
    /** Given again, a moderator's role is for what the new grant names. */
    grantRole: (id: string, role: NewRole) => post<Person>(`${people}/${id}/platform-roles`, role),
    revokeRole: (id: string, role: PlatformRole) =>
      post<undefined>(`${people}/${id}/platform-role-revocations`, { role }),

    platformInvitations: async (signal?: AbortSignal) =>
      (await call<{ items: PlatformInvitation[] }>(invitations, { signal })).items,
    inviteToPlatform: (invitation: NewPlatformInvitation, key: string) =>
      post<PlatformInvitation>(invitations, invitation, key),
    revokePlatformInvitation: (id: string) => post<undefined>(`${invitations}/${id}/revocations`),
  };
}
