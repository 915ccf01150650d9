import DownIcon from '@mui/icons-material/CancelOutlined';
import UpIcon from '@mui/icons-material/CheckCircleOutline';
import WaitIcon from '@mui/icons-material/HourglassEmpty';
import { Box, Card, CardContent, Chip, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useProblemText } from '../blocks/problem-text.js';
import { TimeAgo } from '../time/time-ago.js';
import { Consumers } from './consumers.js';
import { Outbox } from './outbox.js';
import type { PartState } from './use-part-states.js';

const looks = {
  asking: { color: 'default', Icon: WaitIcon },
  up: { color: 'success', Icon: UpIcon },
  'not-ready': { color: 'warning', Icon: WaitIcon },
  down: { color: 'error', Icon: DownIcon },
} as const;

/** One part. Of one that is down the last known figures stay, greyed, for they say where it stopped. */
export function PartCard({ part: { name, state, status, error } }: { part: PartState }) {
  const translate = useTranslate();
  const text = useProblemText();
  const { color, Icon } = looks[state];
  return (
    <Card component="section" aria-label={name} sx={state === 'down' ? { borderColor: 'error.main' } : {}}>
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Typography variant="h2">{name}</Typography>
          <Chip variant="outlined" color={color} icon={<Icon />} label={translate(`ops.state.${state}`)} />
        </Stack>
        {error && <Typography color="error">{text(error)}</Typography>}
        {status && (
          <Box sx={state === 'down' ? { color: 'text.secondary' } : {}}>
            <Typography variant="body2" color="text.secondary">
              {translate('ops.version', { version: status.version })}, {translate('ops.started')}{' '}
              <TimeAgo at={status.startedAt} />
            </Typography>
            {state === 'down' && <Typography variant="body2">{translate('ops.last_known')}</Typography>}
            <Outbox name={name} outbox={status.outbox} parked={status.parked} />
            <Consumers consumers={status.consumers} />
            {status.unknown.length > 0 && (
              <Typography variant="body2" color="warning">
                {translate('ops.unknown', { what: status.unknown.join(', ') })}
              </Typography>
            )}
          </Box>
        )}
      </CardContent>
    </Card>
  );
}
