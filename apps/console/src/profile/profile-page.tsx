import { Stack } from '@mui/material';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { Loaded } from '../blocks/loaded.js';
import { useAccount } from '../blocks/use-account.js';
import { ConfirmFirst } from '../security/confirm-first.js';
import { OwnName } from './own-name.js';
import { OwnOrganizations } from './own-organizations.js';
import { OwnPlatformRoles } from './own-platform-roles.js';
import { ReceivedOffers } from './received-offers.js';

/** What somebody is here: what is offered to them, what they are called, for whom they act, and what they may do on the platform. */
export function ProfilePage() {
  const translate = useTranslate();
  useAuthenticated();
  return (
    <ConfirmFirst>
      <Title title={translate('resources.profile.name', { smart_count: 1 })} />
      <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
        <ReceivedOffers />
        <Loaded query={useAccount()}>
          {({ displayName, roles }) => (
            <>
              <OwnName displayName={displayName} />
              <OwnOrganizations roles={roles} />
              <OwnPlatformRoles roles={roles} />
            </>
          )}
        </Loaded>
      </Stack>
    </ConfirmFirst>
  );
}
