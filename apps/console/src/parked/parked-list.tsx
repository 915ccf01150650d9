import { Alert, Stack, useMediaQuery, type Theme } from '@mui/material';
import { List, SelectInput, useListContext, useTranslate } from 'react-admin';
import { serviceNames, type ServiceName } from '../api/commands.js';
import type { ParkedSequence, ParkingReason } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { ParkedCards } from './parked-cards.js';
import { ParkedTable } from './parked-table.js';
import { ReasonReplay } from './reason-replay.js';
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
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
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
        {narrow ? <ParkedCards empty={<NothingParked />} /> : <ParkedTable empty={<NothingParked />} />}
      </Stack>
    </List>
  );
}

function NothingParked() {
  return <NothingHere title="parked.none" hint="parked.none_hint" />;
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
  if (!service || !reason) return null;
  const some = (list.data?.length ?? 0) > 0;
  return <ReasonReplay key={`${service} ${reason}`} service={service} reason={reason} offered={some} />;
}
