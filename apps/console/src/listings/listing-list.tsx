import UploadIcon from '@mui/icons-material/UploadFile';
import { useMediaQuery, type Theme } from '@mui/material';
import { Button, FilterButton, Link, List, SelectInput, TopToolbar } from 'react-admin';
import { ownOrganizations } from '../access/access.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { OrganizationInput } from '../blocks/organization-input.js';
import { useRoles } from '../blocks/use-roles.js';
import { ListingCards } from './listing-cards.js';
import { ListingTable } from './listing-table.js';

const states = ['draft', 'in_review', 'published', 'paused', 'suspended', 'archived'];
const stateFilter = (
  <SelectInput
    key="state"
    source="state"
    alwaysOn
    choices={states.map((id) => ({ id, name: `listing_state.${id}` }))}
  />
);
const organizationFilter = <OrganizationInput key="organizationId" source="organizationId" alwaysOn />;

/** The groups that a person may see, with their state and whether a revision waits for review. */
export function ListingList() {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  const { roles } = useRoles();
  const several = ownOrganizations(roles).length !== 1;
  return (
    <List
      filters={several ? [stateFilter, organizationFilter] : [stateFilter]}
      perPage={25}
      exporter={false}
      actions={<Actions />}
      empty={false}
      error={<ListFailed />}
    >
      {narrow ? <ListingCards empty={<NoGroups />} /> : <ListingTable empty={<NoGroups />} />}
    </List>
  );
}

function Actions() {
  const { can } = useRoles();
  return (
    <TopToolbar>
      <FilterButton />
      {can('imports', 'create') && (
        <Button component={Link} to="/imports/create" label="action.import">
          <UploadIcon />
        </Button>
      )}
    </TopToolbar>
  );
}

function NoGroups() {
  const { can } = useRoles();
  return (
    <NothingHere title="listing.none" hint="listing.none_hint">
      {can('imports', 'create') && (
        <Button component={Link} to="/imports/create" label="action.import" variant="outlined">
          <UploadIcon />
        </Button>
      )}
    </NothingHere>
  );
}
