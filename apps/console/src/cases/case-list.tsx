import { useMediaQuery, type Theme } from '@mui/material';
import { FilterButton, List, SelectInput, TopToolbar } from 'react-admin';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { OrganizationInput } from '../blocks/organization-input.js';
import { CaseCards } from './case-cards.js';
import { CaseTable } from './case-table.js';

const choices = (name: string, ids: string[]) => ids.map((id) => ({ id, name: `${name}.${id}` }));

const filters = [
  <SelectInput key="state" source="state" alwaysOn choices={choices('case_state', ['open', 'claimed', 'decided'])} />,
  <SelectInput key="kind" source="kind" alwaysOn choices={choices('case_kind', ['revision', 'report'])} />,
  <OrganizationInput key="organizationId" source="organizationId" />,
];

/** The queue: what is due first stands first. Narrow screens read cards, wide ones a table to act on many. */
export function CaseList() {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  return (
    <List
      filters={filters}
      filterDefaultValues={{ state: 'open' }}
      sort={{ field: 'dueAt', order: 'ASC' }}
      perPage={25}
      exporter={false}
      actions={<Actions />}
      empty={false}
      error={<ListFailed />}
      queryOptions={{ refetchInterval: 30_000 }}
    >
      {narrow ? <CaseCards empty={<NoCases />} /> : <CaseTable empty={<NoCases />} />}
    </List>
  );
}

function Actions() {
  return (
    <TopToolbar>
      <FilterButton />
    </TopToolbar>
  );
}

function NoCases() {
  return <NothingHere title="case.none" hint="case.none_hint" />;
}
