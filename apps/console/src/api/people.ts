import type { Call } from './call.js';
import type { NewRole, Person, PlatformRole } from './types.js';

const people = '/api/membership/v1/people';

/** What admins do with accounts. */
export function peopleCommands(call: Call) {
  const post = <Answer>(path: string, body: unknown = {}) => call<Answer>(path, { method: 'POST', body });
  return {
    disablePerson: (id: string) => post<Person>(`${people}/${id}/disablements`),
    enablePerson: (id: string) => post<Person>(`${people}/${id}/enablements`),
    /** Given again, a moderator's role is for what the new grant names. */
    grantRole: (id: string, role: NewRole) => post<Person>(`${people}/${id}/platform-roles`, role),
    revokeRole: (id: string, role: PlatformRole) =>
      post<undefined>(`${people}/${id}/platform-role-revocations`, { role }),
  };
}
