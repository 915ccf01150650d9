import { Alert, Button } from '@mui/material';
import { useState } from 'react';
import { Form, PasswordInput, required, useNotify, useTranslate } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from './confirm-first.js';

/** A new password, the first one too. Every other session ends. */
export function ChangePassword() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const [round, setRound] = useState(0);
  const { act, busy, failure } = useGuarded();
  const send = ({ password }: { password: string }) =>
    act(
      () => dataProvider.changePassword(password),
      () => {
        notify('security.password_changed', { type: 'success' });
        setRound(round + 1);
        return queryClient.invalidateQueries({ queryKey: ['security'] });
      },
    );
  return (
    <Section title="security.password_title">
      <Form<{ password: string }> key={round} onSubmit={send as never} noValidate>
        <PasswordInput
          source="password"
          label="sign_in.new_password.password"
          helperText="security.password_help"
          autoComplete="new-password"
          validate={required()}
        />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" loading={busy}>
          {translate('security.password_change')}
        </Button>
      </Form>
    </Section>
  );
}
