import { Alert, Stack } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { useAccount } from '../blocks/use-account.js';
import { AddPasskey } from './add-passkey.js';
import { AddTotp } from './add-totp.js';
import { ChangePassword } from './change-password.js';
import { ConfirmFirst } from './confirm-first.js';
import { FactorList } from './factor-list.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SessionList } from './session-list.js';

/** How somebody signs in, and where they are signed in. */
export function SecurityPage() {
  const translate = useTranslate();
  const { data: account } = useAccount();
  return (
    <ConfirmFirst>
      <Title title={translate('resources.security.name', { smart_count: 1 })} />
      <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
        {account?.mustEnrol && <Alert severity="warning">{translate('security.must_enrol')}</Alert>}
        <FactorList />
        <AddTotp />
        <AddPasskey />
        {account?.mustEnrol === false && (
          <>
            <RecoveryCodes />
            <ChangePassword />
            <SessionList />
          </>
        )}
      </Stack>
    </ConfirmFirst>
  );
}
