import { Alert, Box, Button } from '@mui/material';
import { useState } from 'react';
import { useRefresh, useTranslate } from 'react-admin';
import type { ServiceName } from '../api/commands.js';
import type { ParkedReplay, ParkingReason } from '../api/types.js';
import { useRoles } from '../blocks/use-roles.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { ReplayProgress } from './replay-progress.js';
import { useAction } from '../blocks/use-action.js';

type Props = { service: ServiceName; reason: ParkingReason; offered: boolean };

/** Replays all sequences of one service whose first event is parked for one reason; what became of it stays in sight. */
export function ReasonReplay({ service, reason, offered }: Props) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const refresh = useRefresh();
  const { can } = useRoles();
  const [replayId, setReplayId] = useState<string | null>(null);
  const { act, busy, failure } = useAction<ParkedReplay>();
  if (!can('parked', 'replay') || (!offered && replayId === null)) return null;

  const start = () =>
    act(
      [service, reason],
      (key) => dataProvider.replayReason(service, reason, key),
      ({ id }) => setReplayId(id),
    );
  return (
    <Box sx={{ p: 2 }}>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      {replayId === null ? (
        <Button variant="outlined" loading={busy} onClick={() => void start()}>
          {translate('parked.replay_reason', { reason: translate(`parked_reason.${reason}`) })}
        </Button>
      ) : (
        <ReplayProgress service={service} id={replayId} onEnd={() => refresh()} />
      )}
    </Box>
  );
}
