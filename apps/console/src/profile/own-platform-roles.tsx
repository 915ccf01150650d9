import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RoleGrant } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { ScopeText } from '../blocks/scope-text.js';
import { Section } from '../blocks/section.js';

/** What somebody may do on the whole platform; nothing for those who may not. */
export function OwnPlatformRoles({ roles }: { roles: readonly RoleGrant[] }) {
  const translate = useTranslate();
  const held = roles.filter(({ organizationId }) => organizationId === undefined);
  if (held.length === 0) return null;
  return (
    <Section title="profile.platform">
      <Lines>
        {held.map((grant) => (
          <Line key={grant.role}>
            <Typography>{translate(`role.${grant.role}`)}</Typography>
            <ScopeText grant={grant} />
          </Line>
        ))}
      </Lines>
    </Section>
  );
}
