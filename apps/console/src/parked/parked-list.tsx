import { Alert, Stack } from '@mui/material';
import { DataTable, Link, List, SelectInput, useListContext, useTranslate } from 'react-admin';
import { serviceNames, type ServiceName } from '../api/commands.js';
import type { ParkedSequence, ParkingReason } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { TimeAgo } from '../time/time-ago.js';
import { ReasonReplay } from './reason-replay.js';
import { ReasonText, shortName, versionsText } from './reason-text.js';
import { reasons } from './reasons.js';

const filters = [
  <SelectInput
    key="service"
    source="service"
    alwaysOn
    translateChoice={false}
    choices={serviceNames.map((id) => ({ id, name: id }))}
  />,
  <SelectInput
    key="reason"
    source="reason"
    alwaysOn
    choices={reasons.map((id) => ({ id, name: `parked_reason.${id}` }))}
  />,
];

/** What the services have set aside, by aggregate; within a service what began first stands first. */
export function ParkedList() {
  return (
    <List
      filters={filters}
      perPage={25}
      exporter={false}
      actions={false}
      empty={false}
      error={<ListFailed />}
      queryOptions={{ refetchInterval: 10_000 }}
    >
      <Stack>
        <Away />
        <BulkReplay />
        <DataTable<ParkedSequence>
          empty={<NothingHere title="parked.none" hint="parked.none_hint" />}
          rowClick={false}
          bulkActionButtons={false}
        >
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
      </Stack>
    </List>
  );
}

function Away() {
  const translate = useTranslate();
  const meta = useListContext<ParkedSequence>().meta as { away?: ServiceName[] } | undefined;
  const away = meta?.away ?? [];
  if (away.length === 0) return null;
  return <Alert severity="warning">{translate('parked.away', { services: away.join(', ') })}</Alert>;
}

/** Offered once it is clear what of which service is meant. */
function BulkReplay() {
  const list = useListContext<ParkedSequence>();
  const { service, reason } = list.filterValues as { service?: ServiceName; reason?: ParkingReason };
  if (!service || !reason || !list.data?.length) return null;
  return <ReasonReplay key={`${service} ${reason}`} service={service} reason={reason} />;
}
