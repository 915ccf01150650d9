import { Skeleton } from '@mui/material';
import { useGetManyAggregate } from 'react-admin';
import type { Organization } from '../api/types.js';

/** The organization's name; its id's head when the name cannot be had. */
export function OrganizationName({ id }: { id: string }) {
  const { data, isPending } = useGetManyAggregate<Organization>('organizations', { ids: [id] });
  if (isPending) return <Skeleton component="span" sx={{ display: 'inline-block', width: 120 }} />;
  return <span>{data?.[0]?.name ?? id.slice(0, 8)}</span>;
}
