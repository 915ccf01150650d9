import { Button, DataTable, Link, List, TopToolbar } from 'react-admin';
import UploadIcon from '@mui/icons-material/UploadFile';
import { ownOrganizations } from '../access/access.js';
import type { Import } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { OrganizationInput } from '../blocks/organization-input.js';
import { useRoles } from '../blocks/use-roles.js';
import { TimeAgo } from '../time/time-ago.js';
import { ImportStateChip } from './import-state-chip.js';

/** Earlier imports of the person's organization, newest first. */
export function ImportList() {
  const { roles, isPending } = useRoles();
  const own = ownOrganizations(roles);
  if (isPending) return null;
  return (
    <List
      {...(own.length > 1
        ? { filters: [<OrganizationInput key="organizationId" source="organizationId" only={own} alwaysOn />] }
        : {})}
      perPage={25}
      exporter={false}
      actions={
        <TopToolbar>
          <NewImport />
        </TopToolbar>
      }
      empty={false}
      error={<ListFailed />}
    >
      <DataTable<Import> empty={<NoImports />} rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<Import>
          source="fileName"
          disableSort
          render={(one) => <Link to={`/imports/${one.id}/show`}>{one.fileName}</Link>}
        />
        <DataTable.Col<Import> source="state" disableSort render={(one) => <ImportStateChip state={one.state} />} />
        <DataTable.NumberCol source="counts.total" disableSort />
        <DataTable.NumberCol source="counts.applied" disableSort />
        <DataTable.NumberCol source="counts.refuse" disableSort />
        <DataTable.Col<Import> source="createdAt" disableSort render={(one) => <TimeAgo at={one.createdAt} />} />
      </DataTable>
    </List>
  );
}

function NewImport() {
  return (
    <Button component={Link} to="/imports/create" label="action.import">
      <UploadIcon />
    </Button>
  );
}

function NoImports() {
  return (
    <NothingHere title="import.none" hint="import.none_hint">
      <NewImport />
    </NothingHere>
  );
}
