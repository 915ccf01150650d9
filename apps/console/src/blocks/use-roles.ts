import { usePermissions } from 'react-admin';
import { canAccess } from '../access/access.js';
import type { RoleGrant } from '../api/types.js';

/** What the signed-in person may do, and as whom. */
export function useRoles() {
  const { permissions, isPending } = usePermissions<RoleGrant[]>();
  const roles = permissions ?? [];
  return { isPending, roles, can: (resource: string, action: string) => canAccess(roles, resource, action) };
}
