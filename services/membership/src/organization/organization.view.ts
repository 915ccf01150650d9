import { organizationId } from '@opencircle/contracts';
import { z } from 'zod';
import { organizationKind, type Organization } from './organization.js';

export const organizationView = z.object({
  id: organizationId,
  name: z.string(),
  kind: organizationKind,
  parentId: organizationId.nullable(),
  state: z.enum(['unverified', 'verified', 'suspended']),
  registeredAt: z.iso.datetime(),
});
export type OrganizationView = z.infer<typeof organizationView>;

export function viewOf({ id, name, kind, parentId, state, registeredAt }: Organization): OrganizationView {
  return { id, name, kind, parentId, state, registeredAt: registeredAt.toISOString() };
}
