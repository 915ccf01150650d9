import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import type { ServiceName } from '../api/commands.js';
import type { ParkedReplay } from '../api/types.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useProblemText } from '../blocks/problem-text.js';
import { useAction } from '../blocks/use-action.js';

type Props = { service: ServiceName; id: string; onEnd: (replay: ParkedReplay) => void };

/** How far a replay is, asked twice a second until it has ended. */
export function ReplayProgress({ service, id, onEnd }: Props) {
  const translate = useTranslate();
  const text = useProblemText();
  const dataProvider = useConsoleData();
  const told = useRef(false);
  const { data: replay, error } = useQuery({
    queryKey: ['parked-replay', service, id],
    queryFn: ({ signal }) => dataProvider.parkedReplay(service, id, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'running' ? false : 500),
  });
  useEffect(() => {
    if (!replay || replay.state === 'running' || told.current) return;
    told.current = true;
    onEnd(replay);
  }, [replay, onEnd]);

  if (error) return <Alert severity="error">{text(error)}</Alert>;
  if (!replay || replay.state === 'running') return <Running service={service} id={id} replay={replay} />;
  const { state, done, parkedAgain } = replay;
  if (state === 'failed') return <Alert severity="error">{translate('parked.replay_failed')}</Alert>;
  return (
    <Alert severity={parkedAgain > 0 || state === 'cancelled' ? 'warning' : 'success'} role="status">
      {state === 'cancelled' && `${translate('parked.replay_cancelled')} `}
      {translate('parked.replay_done', { smart_count: done })}{' '}
      {parkedAgain > 0 && translate('parked.replay_parked_again', { smart_count: parkedAgain })}
    </Alert>
  );
}

type RunningProps = Omit<Props, 'onEnd'> & { replay: ParkedReplay | undefined };

function Running({ service, id, replay }: RunningProps) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const cancel = useAction<ParkedReplay>();
  const { done = 0, total = 0 } = replay ?? {};
  const label = translate('parked.replay_running', { done, total });
  return (
    <Stack spacing={1} alignItems="flex-start">
      <Typography role="status">{label}</Typography>
      <LinearProgress
        sx={{ width: '100%' }}
        aria-label={label}
        variant={total === 0 ? 'indeterminate' : 'determinate'}
        value={total === 0 ? 0 : Math.round((100 * done) / total)}
      />
      {cancel.failure !== null && <Alert severity="error">{cancel.failure}</Alert>}
      <Button
        size="small"
        loading={cancel.busy}
        onClick={() =>
          void cancel.act(
            id,
            () => dataProvider.cancelReplay(service, id),
            () => undefined,
          )
        }
      >
        {translate('parked.replay_cancel')}
      </Button>
    </Stack>
  );
}
