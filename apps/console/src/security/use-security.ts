import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAccessChanged } from '../blocks/use-access-changed.js';
import { useConsoleData } from '../blocks/use-console-data.js';

export function useFactors() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['security', 'factors'], queryFn: ({ signal }) => dataProvider.factors(signal) });
}

export function useOwnSessions() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['security', 'sessions'], queryFn: ({ signal }) => dataProvider.ownSessions(signal) });
}

/** After a change of one's factors. */
export function useFactorsChanged() {
  const accessChanged = useAccessChanged();
  const queryClient = useQueryClient();
  return async () => {
    await accessChanged();
    await queryClient.invalidateQueries({ queryKey: ['security'] });
  };
}
