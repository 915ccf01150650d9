import { Alert, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Check } from '../api/types.js';
import { Section } from '../blocks/section.js';

/** Why the case was flagged, in full. */
export function CaseChecks({ checks }: { checks: Check[] }) {
  const translate = useTranslate();
  return (
    <Section title="case.checks">
      {checks.length === 0 && <Typography>{translate('case.no_checks')}</Typography>}
      <Stack spacing={1}>
        {checks.map(({ code, severity, message }) => (
          <Alert key={`${code} ${message}`} severity={severity} variant="outlined" role="note">
            <strong>{translate(`check.${code}`, { _: code.replaceAll('-', ' ') })}</strong>
            <br />
            {message}
          </Alert>
        ))}
      </Stack>
    </Section>
  );
}
