import { useQuery } from '@tanstack/react-query';
import { useConsoleData } from '../blocks/use-console-data.js';

export function useStaff(organizationId: string) {
  const dataProvider = useConsoleData();
  return useQuery({
    queryKey: ['team', organizationId],
    queryFn: ({ signal }) => dataProvider.staffOf(organizationId, signal),
  });
}
