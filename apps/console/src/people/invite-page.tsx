import { Stack } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Create, useTranslate } from 'react-admin';
import { InvitationLines } from '../blocks/invitation-lines.js';
import { Loaded } from '../blocks/loaded.js';
import { ScopeText } from '../blocks/scope-text.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';
import { InviteToPlatform } from './invite-to-platform.js';

const queryKey = ['platform-invitations'];

/** Invites people to work on the platform, and shows who is invited. */
export function InvitePage() {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const changed = () => queryClient.invalidateQueries({ queryKey });
  return (
    <Create title={translate('people.invite_title')} component="div" actions={false}>
      <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
        <InviteToPlatform onInvited={changed} />
        <PlatformInvitations onRevoked={changed} />
      </Stack>
    </Create>
  );
}

function PlatformInvitations({ onRevoked }: { onRevoked: () => unknown }) {
  const dataProvider = useConsoleData();
  const { can } = useRoles();
  const query = useQuery({ queryKey, queryFn: ({ signal }) => dataProvider.platformInvitations(signal) });
  return (
    <Section title="team.invitations">
      <Loaded query={query}>
        {(invitations) => (
          <InvitationLines
            invitations={invitations}
            revoke={can('people', 'uninvite') ? dataProvider.revokePlatformInvitation : undefined}
            onRevoked={onRevoked}
            about={(one) => <ScopeText grant={one} />}
          />
        )}
      </Loaded>
    </Section>
  );
}
