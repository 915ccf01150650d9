import { Alert, Box, Stack, Typography } from '@mui/material';
import { Loading, Title, useAuthenticated, useIsAuthPending, useRequireAccess, useTranslate } from 'react-admin';
import { dateTime } from '../time/relative.js';
import { useLocale } from 'react-admin';
import { PartCard } from './part-card.js';
import { usePartStates, type PartState } from './use-part-states.js';

/** All parts at a glance, asked every two seconds. */
export function OpsPage() {
  const translate = useTranslate();
  useAuthenticated();
  useRequireAccess({ resource: 'ops', action: 'list' });
  const pending = useIsAuthPending({ resource: 'ops', action: 'list' });
  return (
    <>
      <Title title={translate('resources.ops.name', { smart_count: 2 })} />
      {pending ? <Loading /> : <Parts />}
    </>
  );
}

function Parts() {
  const translate = useTranslate();
  const locale = useLocale();
  const parts = usePartStates(2000);
  const last = Math.max(...parts.map((part) => part.askedAt));
  return (
    <Stack spacing={2} sx={{ mt: 2 }}>
      <Summary parts={parts} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 340px), 1fr))' }}>
        {parts.map((part) => (
          <PartCard key={part.name} part={part} />
        ))}
      </Box>
      {last > 0 && (
        <Typography variant="body2" color="text.secondary">
          {translate('ops.asked', { time: dateTime(new Date(last).toISOString(), locale) })}
        </Typography>
      )}
    </Stack>
  );
}

/** Read out only when it changes: it holds no number that moves. */
function Summary({ parts }: { parts: PartState[] }) {
  const translate = useTranslate();
  const ill = parts.filter(({ state }) => state === 'down' || state === 'not-ready');
  if (parts.some(({ state }) => state === 'asking')) return <Alert severity="info">{translate('ops.asking')}</Alert>;
  return (
    <Alert severity={ill.length > 0 ? 'error' : 'success'} role="status">
      {ill.length > 0
        ? translate('home.some_down', { parts: ill.map(({ name }) => name).join(', ') })
        : translate('home.all_up')}
    </Alert>
  );
}
