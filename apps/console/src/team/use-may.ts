import { canAccess } from '../access/access.js';
import { useRoles } from '../blocks/use-roles.js';

export type TeamAction = 'grant' | 'revoke' | 'invite' | 'invitations' | 'uninvite' | 'offers' | 'offer' | 'withdraw';

/** What the person may do with the team of the organization at the end of this path; with a role, where each is judged. */
export function useMay(path: string[]) {
  const { roles } = useRoles();
  return (action: TeamAction, role?: string) =>
    canAccess(roles, 'team', action, { organizationPath: path }, role === undefined ? undefined : `role:${role}`);
}
