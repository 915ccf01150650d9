import { useQuery } from '@tanstack/react-query';
import { useConsoleData } from '../blocks/use-console-data.js';

/** Organizations that are offered to the signed-in person. */
export function useReceivedOffers() {
  const dataProvider = useConsoleData();
  return useQuery({ queryKey: ['offers'], queryFn: ({ signal }) => dataProvider.receivedOffers(signal) });
}
