import { Skeleton } from '@mui/material';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed } from './failed.js';

/**
 * What was asked for, once it is there; why it is not, with a way to ask again. What was there already stays, with what
 * somebody has typed into it, when asking anew fails.
 */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  const { data, error, refetch } = query;
  return (
    <>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined ? children(data) : !error && <Skeleton height={48} />}
    </>
  );
}
