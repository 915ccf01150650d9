import { useQuery } from '@tanstack/react-query';
import { useConsoleData } from './use-console-data.js';

/** The signed-in person with what this session may do; asked anew whenever react-admin's own answers about them are. */
export function useAccount() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['auth', 'account'], queryFn: () => dataProvider.account() });
}
