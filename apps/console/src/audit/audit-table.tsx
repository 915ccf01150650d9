import type { ReactElement } from 'react';
import { DataTable } from 'react-admin';
import type { AuditEntry } from '../api/types.js';
import { ActorText, AtText, FactsText, ObjectText, OutcomeText } from './entry-text.js';

export function AuditTable({ empty }: { empty: ReactElement }) {
  return (
    <DataTable<AuditEntry> empty={empty} rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<AuditEntry> source="at" disableSort render={(entry) => <AtText {...entry} />} />
      <DataTable.Col source="service" disableSort />
      <DataTable.Col<AuditEntry> source="actor" disableSort render={(entry) => <ActorText {...entry} />} />
      <DataTable.Col source="action" disableSort />
      <DataTable.Col<AuditEntry> source="object" disableSort render={(entry) => <ObjectText {...entry} />} />
      <DataTable.Col<AuditEntry> source="outcome" disableSort render={(entry) => <OutcomeText {...entry} />} />
      <DataTable.Col<AuditEntry> source="facts" disableSort render={(entry) => <FactsText {...entry} />} />
    </DataTable>
  );
}
