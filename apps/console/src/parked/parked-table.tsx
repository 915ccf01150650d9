import type { ReactElement } from 'react';
import { DataTable, Link } from 'react-admin';
import type { ParkedSequence } from '../api/types.js';
import { TimeAgo } from '../time/time-ago.js';
import { ReasonText, shortName, versionsText } from './reason-text.js';

export function ParkedTable({ empty }: { empty: ReactElement }) {
  return (
    <DataTable<ParkedSequence> empty={empty} rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<ParkedSequence>
        source="subject"
        disableSort
        render={(one) => <Link to={`/parked/${one.id}/show`}>{shortName(one.topic, one.subject)}</Link>}
      />
      <DataTable.Col source="service" disableSort />
      <DataTable.Col<ParkedSequence> source="reason" disableSort render={(one) => <ReasonText {...one} />} />
      <DataTable.NumberCol source="events" disableSort />
      <DataTable.Col<ParkedSequence> source="versions" disableSort render={(one) => versionsText(one.versions)} />
      <DataTable.NumberCol source="attempts" disableSort />
      <DataTable.Col<ParkedSequence>
        source="firstSeenAt"
        disableSort
        render={(one) => <TimeAgo at={one.firstSeenAt} />}
      />
    </DataTable>
  );
}
