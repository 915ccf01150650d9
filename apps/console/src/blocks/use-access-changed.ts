import { useQueryClient } from '@tanstack/react-query';
import { useConsoleData } from './use-console-data.js';

/** After a change of one's own factors or roles: new tokens, which say it, and pages that follow. */
export function useAccessChanged() {
  const dataProvider = useConsoleData();
  const queryClient = useQueryClient();
  return async () => {
    await dataProvider.renewSession();
    await queryClient.invalidateQueries({ queryKey: ['auth'] });
  };
}
