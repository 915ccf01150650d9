import { Box, Button, Chip, Skeleton, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { Link, Show, Title, useRecordContext, useShowContext, useTranslate } from 'react-admin';
import type { ParkedReplay, WholeParkedSequence } from '../api/types.js';
import { RequestFailed } from '../api/problem.js';
import { ShowFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { useRoles } from '../blocks/use-roles.js';
import { TimeAgo } from '../time/time-ago.js';
import { DiscardPanel } from './discard-panel.js';
import { ParkedEvents } from './parked-events.js';
import { ParkedTimeline } from './parked-timeline.js';
import { ReasonText, versionsText } from './reason-text.js';
import { ReplayPanel } from './replay-panel.js';

/** Under a key of its own: react-admin would first show the list's line, which is not the whole sequence. */
const whole = { view: 'whole' };

/** One sequence: why it is parked, what it holds, and what can be done about it. */
export function ParkedShow() {
  return (
    <Show<WholeParkedSequence>
      component="div"
      actions={false}
      error={<Gone />}
      redirectOnError={false}
      queryOptions={{ meta: whole, refetchOnWindowFocus: false }}
    >
      <ParkedPage />
    </Show>
  );
}

function ParkedPage() {
  const one = useRecordContext<WholeParkedSequence>();
  const { can } = useRoles();
  const [ended, setEnded] = useState<ParkedReplay | null>(null);
  if (!one) return <Skeleton variant="rectangular" height={320} />;
  if (ended?.parkedAgain === 0 && ended.state === 'done') return <Through replay={ended} />;
  return (
    <Stack spacing={2}>
      <Header one={one} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 400px' } }}>
        <Stack spacing={2}>
          <ParkedEvents one={one} />
        </Stack>
        <Stack spacing={2}>
          {can('parked', 'replay') && <ReplayPanel one={one} onEnd={setEnded} />}
          {can('parked', 'discard') && <DiscardPanel one={one} />}
          <ParkedTimeline actions={one.actions} />
        </Stack>
      </Box>
    </Stack>
  );
}

function Header({ one }: { one: WholeParkedSequence }) {
  const translate = useTranslate();
  return (
    <Stack spacing={0.5}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Chip label={one.service} />
        <Chip variant="outlined" color="warning" label={translate(`parked_reason.${one.reason}`)} />
        <span>
          {translate('parked.count', { smart_count: one.events })}, {translate('parked.versions')}{' '}
          {versionsText(one.versions)}
        </span>
      </Stack>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {one.topic} {one.subject}
      </Typography>
      <Typography color="text.secondary">
        <ReasonText {...one} />. {translate(`parked_hint.${one.reason}`)}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('parked.first_seen')} <TimeAgo at={one.firstSeenAt} />, {translate('parked.last_seen')}{' '}
        <TimeAgo at={one.lastSeenAt} />
      </Typography>
    </Stack>
  );
}

/** Nothing of the sequence is parked any more. */
function Through({ replay }: { replay: ParkedReplay }) {
  const translate = useTranslate();
  return (
    <Box role="status">
      <NothingHere title="parked.through" hint={translate('parked.replay_done', { smart_count: replay.done })}>
        <ToList />
      </NothingHere>
    </Box>
  );
}

function Gone() {
  const { error } = useShowContext();
  if (!(error instanceof RequestFailed) || error.status !== 404) return <ShowFailed />;
  return (
    <>
      <Title title="parked.gone" />
      <NothingHere title="parked.gone" hint="parked.gone_hint">
        <ToList />
      </NothingHere>
    </>
  );
}

function ToList() {
  const translate = useTranslate();
  return (
    <Button component={Link} to="/parked" variant="outlined">
      {translate('parked.to_list')}
    </Button>
  );
}
