import { SelectInput, useListContext } from 'react-admin';
import type { ServiceName } from '../api/commands.js';
import type { ParkedSequence, ParkingReason } from '../api/types.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { ServiceList, serviceFilter } from '../blocks/service-list.js';
import { ParkedCards } from './parked-cards.js';
import { ParkedTable } from './parked-table.js';
import { ReasonReplay } from './reason-replay.js';
import { reasons } from './reasons.js';

const filters = [
  serviceFilter,
  <SelectInput
    key="reason"
    source="reason"
    alwaysOn
    choices={reasons.map((id) => ({ id, name: `parked_reason.${id}` }))}
  />,
];

/** What the services have set aside, by aggregate; within a service what began first stands first. */
export function ParkedList() {
  const empty = <NothingHere title="parked.none" hint="parked.none_hint" />;
  return (
    <ServiceList
      filters={filters}
      queryOptions={{ refetchInterval: 10_000 }}
      cards={<ParkedCards empty={empty} />}
      table={<ParkedTable empty={empty} />}
    >
      <BulkReplay />
    </ServiceList>
  );
}

/** Offered once it is clear what of which service is meant. */
function BulkReplay() {
  const list = useListContext<ParkedSequence>();
  const { service, reason } = list.filterValues as { service?: ServiceName; reason?: ParkingReason };
  if (!service || !reason) return null;
  const some = (list.data?.length ?? 0) > 0;
  return <ReasonReplay key={`${service} ${reason}`} service={service} reason={reason} offered={some} />;
}
