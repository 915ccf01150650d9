import { Button, Typography } from '@mui/material';
import { Form, PasswordInput, required, useTranslate } from 'react-admin';

/** The password once more; for an account without any, what to do instead. */
export function ConfirmPassword({
  take,
  back,
  refusal,
  busy,
}: {
  take: (password: string) => Promise<void>;
  back: () => void;
  refusal: string;
  busy: boolean;
}) {
  const translate = useTranslate();
  const submit = ({ password }: { password: string }) => take(password);
  return (
    <Form<{ password: string }> onSubmit={submit as never} noValidate>
      <Typography color="text.secondary">{translate('security.confirm_password_lead')}</Typography>
      <PasswordInput
        source="password"
        label="ra.auth.password"
        autoComplete="current-password"
        autoFocus
        validate={required()}
      />
      <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
        {refusal}
      </Typography>
      <Button type="submit" variant="contained" fullWidth loading={busy}>
        {translate('sign_in.confirm')}
      </Button>
      <Button fullWidth sx={{ mt: 1 }} disabled={busy} onClick={back}>
        {translate('ra.action.cancel')}
      </Button>
    </Form>
  );
}
