import { Stack, Typography, useMediaQuery, type Theme } from '@mui/material';
import type { ReactElement } from 'react';
import { CreateButton, DataTable, Link, List, Loading, RecordsIterator, TopToolbar, useListContext } from 'react-admin';
import type { Person } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { PersonState } from './person-state.js';
import { RoleNames } from './role-names.js';

/** Everybody with an account, as admins see them: what they are called and may do. */
export function PeopleList() {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  const empty = <NothingHere title="people.none" />;
  return (
    <List perPage={25} exporter={false} actions={<Actions />} empty={false} error={<ListFailed />}>
      {narrow ? <PeopleCards empty={empty} /> : <PeopleTable empty={empty} />}
    </List>
  );
}

function Actions() {
  return (
    <TopToolbar>
      <CreateButton label="people.invite" />
    </TopToolbar>
  );
}

function PeopleTable({ empty }: { empty: ReactElement }) {
  return (
    <DataTable<Person> empty={empty} rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<Person> source="displayName" disableSort render={(one) => <PersonLink {...one} />} />
      <DataTable.Col<Person> source="roles" disableSort render={(one) => <RoleNames roles={one.roles} />} />
      <DataTable.Col<Person> source="state" disableSort render={(one) => <PersonState {...one} />} />
    </DataTable>
  );
}

function PeopleCards({ empty }: { empty: ReactElement }) {
  const { data, isPending } = useListContext<Person>();
  if (isPending) return <Loading />;
  if (data?.length === 0) return empty;
  return (
    <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <RecordsIterator<Person>
        render={(one) => (
          <Stack component="li" spacing={0.75} sx={{ p: 2, borderBottom: 1, borderColor: 'divider' }}>
            <Typography>
              <PersonLink {...one} /> <PersonState {...one} />
            </Typography>
            <RoleNames roles={one.roles} />
          </Stack>
        )}
      />
    </Stack>
  );
}

function PersonLink({ id, displayName }: Person) {
  return <Link to={`/people/${id}/show`}>{displayName}</Link>;
}
