import { useTranslate } from 'react-admin';
import type { HeldInvitation } from '../api/types.js';

/** Who invites to what, in words; nobody but the platform itself where no organization is named. */
export function useWords({ organizationName, role }: HeldInvitation): (what: 'offered' | 'accepted') => string {
  const translate = useTranslate();
  return (what) =>
    translate(organizationName === null ? `invitation.${what}_platform` : `invitation.${what}`, {
      organization: organizationName,
      role: translate(`role.${role}`),
    });
}
