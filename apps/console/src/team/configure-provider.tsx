import { Alert, Button, Typography } from '@mui/material';
import { Form, PasswordInput, required, TextInput, useNotify, useTranslate } from 'react-admin';
import type { IdentityProviderSettings, OrganizationProvider } from '../api/types.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from '../security/confirm-first.js';

/** What is to be entered here, and what at the provider. The secret is written and never read. */
export function ConfigureProvider({
  organizationId,
  current,
  onDone,
}: {
  organizationId: string;
  current: OrganizationProvider;
  onDone: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const { act, busy, failure } = useGuarded();
  const { redirectUri, provider } = current;
  const send = (settings: IdentityProviderSettings) =>
    act(
      () => dataProvider.configureIdentityProvider(organizationId, settings),
      () => {
        notify('team.provider.configured', { type: 'success' });
        onDone();
      },
    );
  return (
    <Form<IdentityProviderSettings>
      defaultValues={{ issuer: provider?.issuer ?? '', clientId: provider?.clientId ?? '' }}
      onSubmit={send as never}
      noValidate
    >
      <Typography variant="body2" color="text.secondary" sx={{ my: 2, overflowWrap: 'anywhere' }}>
        {translate('team.provider.help')} <code>{redirectUri}</code>
      </Typography>
      <TextInput
        source="issuer"
        type="url"
        label="team.provider.issuer"
        helperText="team.provider.issuer_help"
        autoComplete="off"
        validate={required()}
      />
      <TextInput source="clientId" label="team.provider.client_id" autoComplete="off" validate={required()} />
      <PasswordInput
        source="clientSecret"
        label="team.provider.client_secret"
        helperText="team.provider.client_secret_help"
        autoComplete="new-password"
        validate={required()}
      />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
        {translate(provider === null ? 'team.provider.add' : 'team.provider.change')}
      </Button>
    </Form>
  );
}
