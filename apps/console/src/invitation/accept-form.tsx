import { Button, Typography } from '@mui/material';
import { Form, maxLength, required, TextInput, useLocale, useTranslate } from 'react-admin';
import type { HeldInvitation, NewAccount } from '../api/types.js';
import { NewPasswordInput } from '../blocks/new-password-input.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { languageOf } from '../i18n/language.js';

type Chosen = Pick<NewAccount, 'displayName' | 'password'>;
type Props = { held: HeldInvitation; token: string; onAccepted: () => void };

/** Accepts; whose address has no account yet chooses a name and a password first. */
export function AcceptForm({ held, token, onAccepted }: Props) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const language = languageOf(useLocale());
  const { act, busy, failure } = useAction<unknown>();
  async function accept(chosen: Chosen) {
    const account = held.needsAccount ? { ...chosen, language } : undefined;
    await act([token, account], () => dataProvider.acceptInvitation(token, account), onAccepted);
  }
  return (
    <Form<Chosen> onSubmit={accept as never} noValidate>
      <Typography>{translate(held.needsAccount ? 'invitation.new_account' : 'invitation.has_account')}</Typography>
      {held.needsAccount && <AccountInputs held={held} />}
      <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
        {failure}
      </Typography>
      <Button type="submit" variant="contained" fullWidth loading={busy}>
        {translate('invitation.accept')}
      </Button>
    </Form>
  );
}

function AccountInputs({ held }: { held: HeldInvitation }) {
  const rules = held.needsSecondFactor ? 'invitation.password_with_factor' : 'invitation.password_alone';
  return (
    <>
      <TextInput
        source="displayName"
        label="invitation.name"
        helperText="invitation.name_help"
        autoComplete="name"
        validate={[required(), maxLength(80)]}
      />
      {/* So that whatever keeps passwords knows whose this one is. */}
      <input type="email" name="username" autoComplete="username" value={held.email} readOnly hidden />
      <NewPasswordInput label="ra.auth.password" helperText={rules} />
    </>
  );
}
