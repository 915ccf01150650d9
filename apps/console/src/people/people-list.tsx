import AddIcon from '@mui/icons-material/Add';
import { Button, Stack, Typography, useMediaQuery, type Theme } from '@mui/material';
import type { ReactElement } from 'react';
import { DataTable, Link, List, Loading, RecordsIterator, TopToolbar, useListContext, useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { useRoles } from '../blocks/use-roles.js';
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

/** A button with words at every width: react-admin's own floats over the list on a narrow screen. */
function Actions() {
  const translate = useTranslate();
  const { can } = useRoles();
  return (
    <TopToolbar>
      {can('people', 'create') && (
        <Button component={Link} to="/people/create" size="small" startIcon={<AddIcon />} underline="none">
          {translate('people.invite')}
        </Button>
      )}
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
