import { canAccess } from '../access/access.js';
import type { Organization } from '../api/types.js';
import { useRoles } from '../blocks/use-roles.js';

/** An organization after those above it, from the root on, as far as the person sees them. */
export type Team = { organization: Organization; path: string[] };
type TeamAction = 'grant' | 'revoke' | 'invite' | 'uninvite' | 'offers' | 'offer' | 'withdraw';

/** What the person may do with this team; with a role, where each is judged. */
export function useMay({ organization: { state }, path }: Team) {
  const { roles } = useRoles();
  return (action: TeamAction, role?: string) =>
    canAccess(
      roles,
      'team',
      action,
      { organizationPath: path, state },
      role === undefined ? undefined : `role:${role}`,
    );
}
