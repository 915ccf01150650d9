import { Chip, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RoleGrant } from '../api/types.js';

/** What somebody is, each role once; which organization is told where one looks at the person. */
export function RoleNames({ roles }: { roles: readonly RoleGrant[] }) {
  const translate = useTranslate();
  const names = [...new Set(roles.map(({ role }) => role))];
  if (names.length === 0) return <Typography color="text.secondary">{translate('people.no_roles')}</Typography>;
  return (
    <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap' }}>
      {names.map((role) => (
        <Chip key={role} label={translate(`role.${role}`)} />
      ))}
    </Stack>
  );
}
