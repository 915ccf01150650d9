import { region } from '@opencircle/auth';
import { isCountry } from '@opencircle/auth/country';
import { organizationId, type OrganizationId } from '@opencircle/contracts';
import { z } from 'zod';
import { platformRole, type PlatformRole, type PlatformRoleName } from './platform-role.js';

export type PlatformGrant = {
  role: PlatformRoleName;
  regions?: string[] | undefined;
  organizationIds?: OrganizationId[] | undefined;
};

/**
 * The fields of a request that gives a role over the whole platform. The lists are what a moderator is for, and neither
 * is everything; one that names nothing would be a role of no use.
 */
export const platformGrantFields = {
  role: platformRole,
  regions: z
    .array(region.refine((code) => isCountry(code.slice(0, 2)), 'must be of a country that ISO 3166 knows'))
    .min(1)
    .max(200)
    .optional(),
  organizationIds: z.array(organizationId).min(1).max(200).optional(),
};

/** For `superRefine`: no other role has a scope. */
export function scopeIsModerators(
  { role, regions, organizationIds }: PlatformGrant,
  { addIssue }: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  if (role === 'moderator') return;
  const params = { rule: 'moderator-only' };
  for (const [name, given] of Object.entries({ regions, organizationIds })) {
    if (given !== undefined) addIssue({ code: 'custom', path: [name], message: 'is for moderators alone', params });
  }
}

/** As it stands in a row: sorted, each once, null for everything. */
export function scopeOf({
  regions,
  organizationIds,
}: PlatformGrant): Pick<PlatformRole, 'regions' | 'organizationIds'> {
  return { regions: sorted(regions), organizationIds: sorted(organizationIds) };
}

function sorted<Id extends string>(ids: readonly Id[] | undefined): Id[] | null {
  return ids === undefined ? null : [...new Set(ids)].sort();
}
