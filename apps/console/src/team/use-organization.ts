import { useQuery } from '@tanstack/react-query';
import type { Organization } from '../api/types.js';
import { RequestFailed } from '../api/problem.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { pathOf } from './organization-path.js';
import type { Team } from './use-may.js';

/** An organization as it is now, and what stands above it. */
export function useOrganization(id: string) {
  const dataProvider = useConsoleData();
  return useQuery({
    queryKey: ['team', id, 'organization'],
    queryFn: async ({ signal }): Promise<Team> => {
      const read = async (one: string) =>
        (await dataProvider.getOne('organizations', { id: one, signal })).data as unknown as Organization;
      const organization = await read(id);
      return { organization, path: await pathOf(organization, (above) => read(above).catch(unseen)) };
    },
  });
}

/** What is above the person's own organizations is not theirs to see. */
function unseen(error: unknown): undefined {
  if (error instanceof RequestFailed && (error.status === 404 || error.status === 403)) return undefined;
  throw error;
}
