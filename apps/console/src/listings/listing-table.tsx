import type { ReactElement } from 'react';
import { DataTable, Link, useLocale, useTranslate } from 'react-admin';
import type { Listing } from '../api/types.js';
import { recurrenceText } from '../content/recurrence.js';
import { ListingStates } from './listing-states.js';

export function ListingTable({ empty }: { empty: ReactElement }) {
  const translate = useTranslate();
  const locale = useLocale();
  return (
    <DataTable<Listing> empty={empty} rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<Listing>
        source="content.name"
        disableSort
        render={(one) => <Link to={`/listings/${one.id}/show`}>{one.content.name}</Link>}
      />
      <DataTable.Col<Listing> source="organizationName" disableSort />
      <DataTable.Col<Listing> source="state" disableSort render={(one) => <ListingStates of={one} />} />
      <DataTable.Col<Listing> source="content.venue" disableSort render={placeText} />
      <DataTable.Col<Listing>
        source="content.series"
        disableSort
        render={(one) => recurrenceText(one.content.series, translate, locale)}
      />
    </DataTable>
  );
}

export function placeText({ content: { venue } }: Listing): string {
  return [venue?.locality, venue?.region].filter(Boolean).join(', ');
}
