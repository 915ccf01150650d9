import { InvitationLines } from '../blocks/invitation-lines.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useMay, type Team } from './use-may.js';
import { useInvitations, useTeamChanged } from './use-team.js';

/** Whom the organization has invited, and what came of it. */
export function InvitationList(team: Team) {
  const { organization } = team;
  const dataProvider = useConsoleData();
  const teamChanged = useTeamChanged();
  const may = useMay(team);
  const revoke = (id: string) => dataProvider.revokeInvitation(organization.id, id);
  return (
    <Section title="team.invitations">
      <Loaded query={useInvitations(organization.id)}>
        {(invitations) => (
          <InvitationLines
            invitations={invitations}
            revoke={may('uninvite') ? revoke : undefined}
            onRevoked={teamChanged}
          />
        )}
      </Loaded>
    </Section>
  );
}
