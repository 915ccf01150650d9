import { Stack, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { Link, Loading, RecordsIterator, useListContext } from 'react-admin';
import type { Listing } from '../api/types.js';
import { ListingStates } from './listing-states.js';
import { placeText } from './listing-table.js';

export function ListingCards({ empty }: { empty: ReactElement }) {
  const { data, isPending } = useListContext<Listing>();
  if (isPending) return <Loading />;
  if (data?.length === 0) return empty;
  return (
    <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <RecordsIterator<Listing>
        render={(one) => (
          <Stack component="li" spacing={0.75} sx={{ p: 2, borderBottom: 1, borderColor: 'divider' }}>
            <Link to={`/listings/${one.id}/show`}>{one.content.name}</Link>
            <Typography variant="body2">{placeText(one)}</Typography>
            <ListingStates of={one} />
          </Stack>
        )}
      />
    </Stack>
  );
}
