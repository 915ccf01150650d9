import { listingId, organizationId, type PersonId } from '@opencircle/contracts';
import { z } from 'zod';

export const platformRoles = ['admin', 'moderator', 'lead-moderator', 'ops'] as const;
export const organizationRoles = ['owner', 'manager', 'facilitator'] as const;

export type PlatformRole = (typeof platformRoles)[number];
export type OrganizationRole = (typeof organizationRoles)[number];

/** ISO 3166: a country (`US`) or a subdivision of one (`US-CA`). */
export const region = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, { error: 'must be an ISO 3166 code such as IE or US-CA', abort: true });

/**
 * One role a person holds. Platform roles stand alone, but a moderator's may name the `regions` (ISO 3166) and
 * organizations that it is for; organization roles name their organization, and a facilitator's also names the groups
 * (`listingIds`) it is for.
 */
export const roleGrant = z.object({
  role: z.enum([...platformRoles, ...organizationRoles]),
  organizationId: organizationId.optional(),
  listingIds: z.array(listingId).optional(),
  regions: z.array(region).optional(),
  organizationIds: z.array(organizationId).optional(),
});

export type RoleGrant = z.infer<typeof roleGrant>;

export type Anonymous = { readonly kind: 'anonymous' };
export type Person = {
  readonly kind: 'person';
  readonly id: PersonId;
  readonly roles: readonly RoleGrant[];
  /** How often access had been taken from this person when their token was made; every token tells. */
  readonly epoch?: number;
  /** The sign-in that the token came from, for what a person does with their own account. */
  readonly sessionId?: string;
};
export type Service = { readonly kind: 'service'; readonly name: string };

/** Who makes a request. */
export type Actor = Anonymous | Person | Service;

export const anonymous: Anonymous = { kind: 'anonymous' };
