import { Alert, Button, Chip, Typography } from '@mui/material';
import { useNotify, useLogout, useTranslate, type TranslateFunction } from 'react-admin';
import type { OwnSession } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { Since } from '../time/since.js';
import { TimeAgo } from '../time/time-ago.js';
import { useGuarded } from './confirm-first.js';
import { deviceOf } from './device.js';
import { useOwnSessions } from './use-security.js';

/** Where somebody is signed in; each session can be ended, and all of them at once. */
export function SessionList() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const logout = useLogout();
  const sessions = useOwnSessions();
  const { act, busy, failure } = useGuarded();
  return (
    <Section title="security.sessions">
      <Loaded query={sessions}>
        {(open) => (
          <Lines>
            {open.map((session) => (
              <SessionLine key={session.id} session={session} onEnd={() => void sessions.refetch()} />
            ))}
          </Lines>
        )}
      </Loaded>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button
        color="error"
        variant="outlined"
        sx={{ mt: 1 }}
        loading={busy}
        onClick={() =>
          void act(
            () => dataProvider.signOutEverywhere(),
            () => logout(),
          )
        }
      >
        {translate('security.everywhere')}
      </Button>
    </Section>
  );
}

function SessionLine({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const { act, busy, failure } = useGuarded();
  const end = () =>
    act(
      () => dataProvider.endOwnSession(session.id),
      () => {
        notify('security.session_ended', { type: 'success' });
        onEnd();
      },
    );
  return (
    <Line
      failure={failure}
      action={
        session.current ? (
          <Chip color="primary" label={translate('security.this_one')} />
        ) : (
          <Button color="error" loading={busy} onClick={() => void end()}>
            {translate('security.end_session')}
          </Button>
        )
      }
    >
      <Typography sx={{ overflowWrap: 'anywhere' }}>{nameOf(session.agent, translate)}</Typography>
      <Typography variant="body2" color="text.secondary" component="div">
        {translate('security.started')} <Since at={session.startedAt} />, {translate('security.last_used')}{' '}
        <TimeAgo at={session.lastUsedAt} /> {session.aal === 2 && <Chip label={translate('security.with_factor')} />}
      </Typography>
    </Line>
  );
}

function nameOf(agent: string, translate: TranslateFunction): string {
  const device = deviceOf(agent);
  return 'words' in device ? device.words || translate('security.no_agent') : translate('security.device', device);
}
