import { Alert, Button } from '@mui/material';
import { useState } from 'react';
import { Form, PasswordInput, required, useNotify, useTranslate } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import type { PasswordChange } from '../api/account.js';
import { Loaded } from '../blocks/loaded.js';
import { NewPasswordInput } from '../blocks/new-password-input.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from './confirm-first.js';
import { useFactors } from './use-security.js';

/** A new password, the first one too; who has one gives it as well. Every other session ends. */
export function ChangePassword() {
  const factors = useFactors();
  return (
    <Section title="security.password_title">
      <Loaded query={factors}>{({ hasPassword }) => <PasswordForm hasPassword={hasPassword} />}</Loaded>
    </Section>
  );
}

function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const [round, setRound] = useState(0);
  const { act, busy, failure } = useGuarded();
  const send = (change: PasswordChange) =>
    act(
      () => dataProvider.changePassword(change),
      () => {
        notify('security.password_changed', { type: 'success' });
        setRound(round + 1);
        return queryClient.invalidateQueries({ queryKey: ['security'] });
      },
    );
  return (
    <Form<PasswordChange> key={round} onSubmit={send as never} noValidate>
      {hasPassword && (
        <PasswordInput
          source="currentPassword"
          label="security.current_password"
          autoComplete="current-password"
          validate={required()}
        />
      )}
      <NewPasswordInput label="sign_in.new_password.password" helperText="security.password_help" />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button type="submit" variant="outlined" loading={busy}>
        {translate('security.password_change')}
      </Button>
    </Form>
  );
}
