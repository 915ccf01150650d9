import { Alert, Button, Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useRefresh, useTranslate } from 'react-admin';
import type { DryRun, ParkedReplay, WholeParkedSequence } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { DryRunResult } from './dry-run-result.js';
import { ReplayProgress } from './replay-progress.js';
import { useAction } from '../blocks/use-action.js';

type Props = { one: WholeParkedSequence; onEnd: (replay: ParkedReplay) => void };

/** Dry run first, then the replay. Over a gap only when somebody says why nothing is coming any more. */
export function ReplayPanel({ one, onEnd }: Props) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const refresh = useRefresh();
  const [overGap, setOverGap] = useState(false);
  const [gapReason, setGapReason] = useState('');
  const [foreseen, setForeseen] = useState<DryRun | null>(null);
  const [replayId, setReplayId] = useState(one.replayId);
  const dryRun = useAction<DryRun>();
  const replay = useAction<ParkedReplay>();
  const failure = dryRun.failure ?? replay.failure;
  const acceptGap = overGap ? gapReason.trim() : undefined;

  function end(ended: ParkedReplay) {
    onEnd(ended);
    setForeseen(null);
    if (ended.parkedAgain > 0 || ended.state === 'failed') refresh();
  }
  return (
    <Section title="parked.replay_title">
      <Stack spacing={1.5}>
        <Typography variant="body2">{translate('parked.dry_run_hint')}</Typography>
        {one.reason === 'version-gap' && (
          <FormControlLabel
            control={<Checkbox checked={overGap} onChange={(_, checked) => setOverGap(checked)} />}
            label={translate('parked.accept_gap')}
          />
        )}
        {overGap && (
          <TextField
            required
            label={translate('parked.gap_reason')}
            helperText={translate('parked.gap_reason_help')}
            value={gapReason}
            onChange={(event) => setGapReason(event.target.value)}
          />
        )}
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Stack direction="row" spacing={1}>
          <Button
            variant="outlined"
            loading={dryRun.busy}
            onClick={() => void dryRun.act(one.id, () => dataProvider.dryRunParked(one.id, overGap), setForeseen)}
          >
            {translate('parked.dry_run')}
          </Button>
          <Button
            variant="contained"
            loading={replay.busy}
            disabled={acceptGap === ''}
            onClick={() =>
              void replay.act(
                [one.id, acceptGap],
                (key) => dataProvider.replayParked(one.id, acceptGap, key),
                ({ id }) => setReplayId(id),
              )
            }
          >
            {translate('parked.replay')}
          </Button>
        </Stack>
        {foreseen && <DryRunResult run={foreseen} />}
        {replayId !== null && <ReplayProgress key={replayId} service={one.service} id={replayId} onEnd={end} />}
      </Stack>
    </Section>
  );
}
