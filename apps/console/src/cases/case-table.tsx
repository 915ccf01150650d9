import type { ReactElement } from 'react';
import { BulkActionsToolbar, DataTable, Link, SelectPageCheckbox, useTranslate } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { useRoles } from '../blocks/use-roles.js';
import { TimeAgo } from '../time/time-ago.js';
import { BulkDecisions } from './bulk-decisions.js';
import { isForBulk, stateKey } from './case-state.js';
import { CheckChips } from './check-chips.js';
import { DueTime } from './due-time.js';
import { SelectAllCases } from './select-all-cases.js';
import { SelectCase } from './select-case.js';

const bulkToolbar = (
  <BulkActionsToolbar selectAllButton={<SelectAllCases />}>
    <BulkDecisions />
  </BulkActionsToolbar>
);

/** The queue as a table. The first cell is a link, so that keyboards and screen readers find the case. */
export function CaseTable({ empty }: { empty: ReactElement }) {
  const translate = useTranslate();
  const { can } = useRoles();
  const decides = can('cases', 'decide');
  return (
    <DataTable<CaseSummary>
      empty={empty}
      rowClick={false}
      isRowSelectable={isForBulk}
      bulkActionButtons={false}
      bulkActionsToolbar={decides ? bulkToolbar : undefined}
    >
      {decides && (
        <DataTable.Col<CaseSummary>
          label={<SelectPageCheckbox />}
          disableSort
          render={(one) => <SelectCase one={one} />}
        />
      )}
      <DataTable.Col<CaseSummary>
        source="listingName"
        disableSort
        render={(one) => <Link to={`/cases/${one.id}/show`}>{one.listingName}</Link>}
      />
      <DataTable.Col<CaseSummary> source="organizationName" disableSort />
      <DataTable.Col<CaseSummary> source="kind" disableSort render={(one) => translate(`case_kind.${one.kind}`)} />
      <DataTable.Col<CaseSummary> source="state" disableSort render={(one) => translate(stateKey(one))} />
      <DataTable.Col<CaseSummary> source="openedAt" disableSort render={(one) => <TimeAgo at={one.openedAt} />} />
      <DataTable.Col<CaseSummary> source="dueAt" disableSort render={(one) => <DueTime of={one} />} />
      <DataTable.Col<CaseSummary> source="checks" disableSort render={(one) => <CheckChips checks={one.checks} />} />
    </DataTable>
  );
}
