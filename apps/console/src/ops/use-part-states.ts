import { useQueries } from '@tanstack/react-query';
import { serviceNames } from '../api/commands.js';
import type { ServiceStatus } from '../api/types.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { pages, type PartName } from './parts.js';

export type PartState = {
  name: PartName;
  state: 'asking' | 'up' | 'not-ready' | 'down';
  /** The last status known, also of a part that is down now. */
  status: ServiceStatus | undefined;
  error: Error | null;
  askedAt: number;
};

/** Asks every part how it is, again and again; a part that does not answer is down. */
export function usePartStates(everyMs: number): PartState[] {
  const dataProvider = useConsoleData();
  const every = { refetchInterval: everyMs, retry: false, gcTime: 0 } as const;
  const services = useQueries({
    queries: serviceNames.map((name) => ({
      ...every,
      queryKey: ['ops', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => dataProvider.serviceStatus(name, signal),
    })),
  });
  const fronts = useQueries({
    queries: pages.map(({ name, path }) => ({
      ...every,
      queryKey: ['ops', name],
      queryFn: ({ signal }: { signal: AbortSignal }) => dataProvider.pageAnswers(path, signal).then(() => null),
    })),
  });
  return [...services, ...fronts].map((query, index) => {
    const name = [...serviceNames, ...pages.map((page) => page.name)][index] ?? 'gateway';
    const status = query.data ?? undefined;
    const state = query.isError ? 'down' : query.isPending ? 'asking' : status?.ready === false ? 'not-ready' : 'up';
    return { name, state, status, error: query.error, askedAt: Math.max(query.dataUpdatedAt, query.errorUpdatedAt) };
  });
}
