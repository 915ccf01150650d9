import { v7 } from 'uuid';
import { z } from 'zod';

const id = <Name extends string>() => z.uuid().brand<Name>();

export const listingId = id<'ListingId'>();
export const revisionId = id<'RevisionId'>();
export const caseId = id<'CaseId'>();
export const importId = id<'ImportId'>();
export const organizationId = id<'OrganizationId'>();
export const personId = id<'PersonId'>();
export const membershipId = id<'MembershipId'>();

export type ListingId = z.infer<typeof listingId>;
export type RevisionId = z.infer<typeof revisionId>;
export type CaseId = z.infer<typeof caseId>;
export type ImportId = z.infer<typeof importId>;
export type OrganizationId = z.infer<typeof organizationId>;
export type PersonId = z.infer<typeof personId>;
export type MembershipId = z.infer<typeof membershipId>;

/** A fresh UUIDv7 (RFC 9562): sortable by time of making, no meaning beyond that. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}
