import type { Organization } from '../api/types.js';

/**
 * An organization's id after those above it, as far as the person sees them: who holds a role there, holds it below too.
 * `find` answers undefined for one that they do not see.
 */
export async function pathOf(
  organization: Organization,
  find: (id: string) => Promise<Organization | undefined>,
): Promise<string[]> {
  const path = [organization.id];
  for (let above = organization.parentId; above !== null && !path.includes(above);) {
    path.unshift(above);
    above = (await find(above))?.parentId ?? null;
  }
  return path;
}
