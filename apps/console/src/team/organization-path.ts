import type { Organization } from '../api/types.js';

/** An organization's id after those above it, as far as the person sees them: who holds a role there, holds it below too. */
export function pathOf(organization: Organization, all: readonly Organization[]): string[] {
  const path = [organization.id];
  for (let above = organization.parentId; above !== null && !path.includes(above);) {
    path.unshift(above);
    above = all.find(({ id }) => id === above)?.parentId ?? null;
  }
  return path;
}
