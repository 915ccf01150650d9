import { Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { OrganizationName } from '../blocks/organization-name.js';
import { Section } from '../blocks/section.js';
import { useRoles } from '../blocks/use-roles.js';
import { GrantRole } from './grant-role.js';
import { HeldRole } from './held-role.js';
import { platformRoles } from './platform-roles.js';

/** Roles on the platform can be given and taken here; those in organizations are only told. */
export function PersonRoles({ person }: { person: Person }) {
  const translate = useTranslate();
  const { can } = useRoles();
  const held = platformRoles.filter((one) => person.roles.some(({ role }) => role === one));
  const free = platformRoles.filter((role) => !held.includes(role));
  const [first] = free;
  return (
    <Section title="people.roles">
      <Stack spacing={1}>
        {person.roles.length === 0 && <Typography color="text.secondary">{translate('people.no_roles')}</Typography>}
        <Lines>
          {person.roles.map((grant) =>
            grant.organizationId === undefined ? (
              <HeldRole key={grant.role} person={person} grant={grant} />
            ) : (
              <Line key={`${grant.role} ${grant.organizationId}`}>
                {translate(`role.${grant.role}`)}: <OrganizationName id={grant.organizationId} />
              </Line>
            ),
          )}
        </Lines>
        {can('people', 'grant') && first !== undefined && (
          <GrantRole key={free.join()} person={person} first={first} free={free} />
        )}
      </Stack>
    </Section>
  );
}
