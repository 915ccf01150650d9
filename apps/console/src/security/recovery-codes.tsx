import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from './confirm-first.js';
import { useFactors } from './use-security.js';

/** Codes for the day on which the other factors are lost. They are shown once; new ones end the old. */
export function RecoveryCodes() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const { data, refetch } = useFactors();
  const [codes, setCodes] = useState<string[]>();
  const { act, busy, failure } = useGuarded();
  const make = () =>
    act(
      () => dataProvider.makeRecoveryCodes(),
      (made) => {
        setCodes(made);
        return refetch();
      },
    );
  if (!data || data.factors.length === 0) return null;
  return (
    <Section title="security.codes_title">
      <Typography variant="body2">
        {translate('security.codes_left', { smart_count: data.recoveryCodesLeft })}
      </Typography>
      {codes && (
        <Alert severity="info" icon={false} sx={{ my: 1 }}>
          {translate('security.codes_once')}
          <Box
            component="ul"
            aria-label={translate('security.codes_title')}
            sx={{ listStyle: 'none', p: 0, fontFamily: 'monospace', columns: { md: 2 } }}
          >
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </Box>
        </Alert>
      )}
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      {codes ? (
        <Button onClick={() => setCodes(undefined)}>{translate('security.codes_kept')}</Button>
      ) : (
        <Button variant="outlined" sx={{ mt: 1 }} loading={busy} onClick={() => void make()}>
          {translate('security.codes_make')}
        </Button>
      )}
    </Section>
  );
}
