import { Card, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import {
  DataTable,
  Link,
  ListContextProvider,
  Pagination,
  ResourceContextProvider,
  useListController,
  useTranslate,
} from 'react-admin';
import type { Import, ImportRow, RowOutcome } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { RowRemarks } from './row-remarks.js';

const outcomes: RowOutcome[] = ['refuse', 'create', 'revise', 'unchanged'];

/** The feed row by row, by outcome; what was refused stands first, for that is what people can mend. */
export function ImportRows({ one }: { one: Import }) {
  const translate = useTranslate();
  const [outcome, setOutcome] = useState<RowOutcome>(outcomes.find((name) => one.counts[name] > 0) ?? 'create');
  return (
    <Card>
      <Tabs
        value={outcome}
        onChange={(_, value: RowOutcome) => setOutcome(value)}
        variant="scrollable"
        scrollButtons="auto"
        allowScrollButtonsMobile
        aria-label={translate('import.rows')}
      >
        {outcomes.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`rows-${name}`}
            aria-controls="rows"
            label={`${translate(`import_count.${name}`)} (${one.counts[name]})`}
          />
        ))}
      </Tabs>
      <div role="tabpanel" id="rows" aria-labelledby={`rows-${outcome}`}>
        <Rows key={`${outcome} ${one.state}`} importId={one.id} outcome={outcome} />
      </div>
    </Card>
  );
}

function Rows({ importId, outcome }: { importId: string; outcome: RowOutcome }) {
  const list = useListController<ImportRow>({
    resource: 'import-rows',
    filter: { importId, outcome },
    perPage: 50,
    disableSyncWithLocation: true,
    disableAuthentication: true,
    storeKey: false,
  });
  return (
    <ResourceContextProvider value="import-rows">
      <ListContextProvider value={list}>
        {list.error ? (
          <ListFailed />
        ) : (
          <>
            <DataTable<ImportRow>
              empty={<NothingHere title="import.no_rows" />}
              rowClick={false}
              bulkActionButtons={false}
            >
              <DataTable.NumberCol source="row" disableSort />
              <DataTable.Col<ImportRow> source="name" disableSort render={(row) => <RowName row={row} />} />
              <DataTable.Col<ImportRow> source="problems" disableSort render={(row) => <RowRemarks row={row} />} />
            </DataTable>
            <Pagination />
          </>
        )}
      </ListContextProvider>
    </ResourceContextProvider>
  );
}

function RowName({ row }: { row: ImportRow }) {
  const translate = useTranslate();
  const name = row.name ?? translate('import.no_name');
  return row.listingId ? <Link to={`/listings/${row.listingId}/show`}>{name}</Link> : name;
}
