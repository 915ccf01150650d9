import { region } from '@opencircle/auth';
import { isCountry } from '@opencircle/auth/country';
import { organizationId, type OrganizationId } from '@opencircle/contracts';
import { z } from 'zod';
import { platformRole, type PlatformRole, type PlatformRoleName } from './platform-role.js';

/** What a moderator is for. Neither list: everything; a list that names nothing would be a role of no use. */
const moderatorScope = {
  regions: z
    .array(region.refine((code) => isCountry(code.slice(0, 2)), 'must be of a country that ISO 3166 knows'))
    .min(1)
    .max(200)
    .optional(),
  organizationIds: z.array(organizationId).min(1).max(200).optional(),
};
const forModerators = { message: 'is for moderators alone', params: { rule: 'moderator-only' } };

/** A request that gives a role over the whole platform, with what else it says. */
export function platformGrantWith<More extends z.core.$ZodShape>(more: More) {
  return z
    .strictObject({ role: platformRole, ...moderatorScope, ...more })
    .superRefine(({ role, regions, organizationIds }: PlatformGrant, context) => {
      if (role === 'moderator') return;
      for (const [name, given] of Object.entries({ regions, organizationIds })) {
        if (given !== undefined) context.addIssue({ code: 'custom', path: [name], ...forModerators });
      }
    });
}

export const platformGrant = platformGrantWith({});
export type PlatformGrant = {
  role: PlatformRoleName;
  regions?: string[] | undefined;
  organizationIds?: OrganizationId[] | undefined;
};

/** As it stands in a row: sorted, each once, null for everything. */
export function scopeOf({ regions, organizationIds }: PlatformGrant): Pick<PlatformRole, 'regions' | 'organizationIds'> {
  return { regions: sorted(regions), organizationIds: sorted(organizationIds) };
}

function sorted<Id extends string>(ids: readonly Id[] | undefined): Id[] | null {
  return ids === undefined ? null : [...new Set(ids)].sort();
}
