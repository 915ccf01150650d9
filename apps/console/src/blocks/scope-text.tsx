import { Typography } from '@mui/material';
import { useLocale, useTranslate } from 'react-admin';
import type { RoleGrant } from '../api/types.js';
import { OrganizationName } from './organization-name.js';
import { regionName } from './regions.js';

type Scoped = Pick<RoleGrant, 'role' | 'regions' | 'organizationIds'>;

/** What a moderator is for; other roles are for everything, which needs no words. */
export function ScopeText({ grant: { role, regions, organizationIds } }: { grant: Scoped }) {
  const translate = useTranslate();
  const locale = useLocale();
  if (role !== 'moderator') return null;
  const names = [
    ...(regions ?? []).map((code) => <span key={code}>{regionName(code, locale)}</span>),
    ...(organizationIds ?? []).map((id) => <OrganizationName key={id} id={id} />),
  ];
  return (
    <Typography variant="body2" color="text.secondary">
      {names.length === 0 ? translate('scope.everything') : `${translate('scope.only')} `}
      {names.flatMap((name, at) => (at === 0 ? [name] : [', ', name]))}
    </Typography>
  );
}
