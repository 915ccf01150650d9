import { Typography } from '@mui/material';
import { useLocale, useTranslate } from 'react-admin';
import type { Session } from '../api/types.js';
import { sessionText } from '../time/session-times.js';

/** The next dates in the group's own zone, which is named once. */
export function NextSessions({ sessions }: { sessions: Session[] }) {
  const translate = useTranslate();
  const locale = useLocale();
  const zone = sessions[0]?.zone;
  if (!zone) return <Typography>{translate('content.no_sessions')}</Typography>;
  return (
    <>
      <Typography component="ol" sx={{ m: 0, pl: 2.5 }}>
        {sessions.map((session) => (
          <li key={session.start}>
            <time dateTime={session.start}>{sessionText(session, locale)}</time>
          </li>
        ))}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {translate('content.in_zone', { zone })}
      </Typography>
    </>
  );
}
