import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useConsoleData } from '../blocks/use-console-data.js';

export function useFactors() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['security', 'factors'], queryFn: ({ signal }) => dataProvider.factors(signal) });
}

export function useOwnSessions() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['security', 'sessions'], queryFn: ({ signal }) => dataProvider.ownSessions(signal) });
}

/** After a change of one's factors: new tokens, which say it, and pages that follow. */
export function useFactorsChanged() {
  const dataProvider = useConsoleData();
  const queryClient = useQueryClient();
  return async () => {
    await dataProvider.renewSession();
    await queryClient.invalidateQueries({ queryKey: ['security'] });
    await queryClient.invalidateQueries({ queryKey: ['auth'] });
  };
}
