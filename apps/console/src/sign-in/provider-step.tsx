import { Button, MenuItem, Skeleton, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Failed } from '../blocks/failed.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';

/** Asks which organization it is, and goes to its provider. `organizationId`: the one that a link named. */
export function ProviderStep({ organizationId, back }: { organizationId: string | undefined; back: () => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const { data, error, refetch } = useQuery({
    queryKey: ['providing-organizations'],
    queryFn: ({ signal }) => dataProvider.providingOrganizations(signal),
  });
  const [chosen, setChosen] = useState(organizationId ?? '');
  const { act, busy, failure } = useAction<string>();
  const known = data?.some((one) => one.organizationId === chosen) ? chosen : '';
  const leave = () =>
    act(
      known,
      () => dataProvider.startByProvider(known),
      (url) => location.assign(url),
    );
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate(data?.length === 0 ? 'sign_in.provider.none' : 'sign_in.provider.lead')}
      </Typography>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={56} />
      ) : (
        data.length > 0 && (
          <>
            <TextField
              select
              fullWidth
              label={translate('sign_in.provider.organization')}
              value={known}
              onChange={(event) => setChosen(event.target.value)}
            >
              {data.map((one) => (
                <MenuItem key={one.organizationId} value={one.organizationId}>
                  {one.organizationName}
                </MenuItem>
              ))}
            </TextField>
            <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
              {failure}
            </Typography>
            <Button variant="contained" fullWidth loading={busy} disabled={known === ''} onClick={() => void leave()}>
              {translate('sign_in.provider.go')}
            </Button>
          </>
        )
      )}
      <Button fullWidth sx={{ mt: 1 }} disabled={busy} onClick={back}>
        {translate('sign_in.back')}
      </Button>
    </>
  );
}
