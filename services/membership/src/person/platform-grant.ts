import { region } from '@opencircle/auth';
import { isCountry } from '@opencircle/auth/country';
import { organizationId } from '@opencircle/contracts';
import { z } from 'zod';
import { platformRole, type PlatformRole } from './platform-role.js';

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

/** A role over the whole platform, as a request gives it. */
export const platformGrant = z
  .strictObject({ role: platformRole, ...moderatorScope })
  .refine(({ role, regions }) => role === 'moderator' || regions === undefined, { path: ['regions'], ...forModerators })
  .refine(({ role, organizationIds }) => role === 'moderator' || organizationIds === undefined, {
    path: ['organizationIds'],
    ...forModerators,
  });
export type PlatformGrant = z.output<typeof platformGrant>;

/** As it stands in a row: sorted, each once, null for everything. */
export function scopeOf({ regions, organizationIds }: PlatformGrant): Pick<PlatformRole, 'regions' | 'organizationIds'> {
  return { regions: sorted(regions), organizationIds: sorted(organizationIds) };
}

function sorted<Id extends string>(ids: readonly Id[] | undefined): Id[] | null {
  return ids === undefined ? null : [...new Set(ids)].sort();
}
