import type { PlatformRole } from '../api/types.js';

/** A role that membership adds does not compile until it stands here. */
const known: Record<PlatformRole, true> = { moderator: true, 'lead-moderator': true, ops: true, admin: true };

export const platformRoles = Object.keys(known) as PlatformRole[];
