import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useConsoleData } from '../blocks/use-console-data.js';

export function useStaff(organizationId: string) {
  const dataProvider = useConsoleData();
  return useQuery({
    queryKey: ['team', organizationId, 'staff'],
    queryFn: ({ signal }) => dataProvider.staffOf(organizationId, signal),
  });
}

export function useInvitations(organizationId: string) {
  const dataProvider = useConsoleData();
  return useQuery({
    queryKey: ['team', organizationId, 'invitations'],
    queryFn: ({ signal }) => dataProvider.invitationsOf(organizationId, signal),
  });
}

export function useOffers(organizationId: string) {
  const dataProvider = useConsoleData();
  return useQuery({
    queryKey: ['team', organizationId, 'offers'],
    queryFn: ({ signal }) => dataProvider.offersOf(organizationId, signal),
  });
}

/** After a change, everything that is told of any team is asked anew. */
export function useTeamChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['team'] });
}
