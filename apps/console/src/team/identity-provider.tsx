import { Alert, Button, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { canAccess } from '../access/access.js';
import type { Organization } from '../api/types.js';
import { Failed } from '../blocks/failed.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';
import { useGuarded } from '../security/confirm-first.js';
import { ConfigureProvider } from './configure-provider.js';

/** By which OpenID provider the organization's staff may sign in. */
export function IdentityProvider({ organization, path }: { organization: Organization; path: string[] }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const { roles } = useRoles();
  const { act, busy, failure } = useGuarded();
  const may = (name: string) => canAccess(roles, 'team', name, { organizationPath: path, state: organization.state });
  const { data, error, refetch } = useQuery({
    queryKey: ['identity-provider', organization.id],
    queryFn: ({ signal }) => dataProvider.identityProviderOf(organization.id, signal),
    enabled: may('provider'),
  });
  const remove = () =>
    act(
      () => dataProvider.removeIdentityProvider(organization.id),
      () => {
        notify('team.provider.removed', { type: 'success' });
        return refetch();
      },
    );
  if (!may('provider')) return null;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  return (
    <Section title="team.provider.title">
      {!data ? (
        <Skeleton height={48} />
      ) : (
        <>
          <Typography sx={{ overflowWrap: 'anywhere' }}>
            {data.provider === null
              ? translate('team.provider.none')
              : translate('team.provider.is', { issuer: data.provider.issuer })}
          </Typography>
          {data.provider !== null && (
            <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
              {translate('team.provider.link')} {`${location.origin}/console/#/login?organization=${organization.id}`}
            </Typography>
          )}
          {may('configure') && (
            <ConfigureProvider
              key={data.provider?.configuredAt}
              organizationId={organization.id}
              current={data}
              onDone={() => void refetch()}
            />
          )}
          {failure !== null && <Alert severity="error">{failure}</Alert>}
          {may('configure') && data.provider !== null && (
            <Button color="error" loading={busy} onClick={() => void remove()}>
              {translate('team.provider.remove')}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}
