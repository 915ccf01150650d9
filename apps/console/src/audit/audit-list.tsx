import { DateTimeInput, SelectInput, TextInput } from 'react-admin';
import { NothingHere } from '../blocks/nothing-here.js';
import { ServiceList, serviceFilter } from '../blocks/service-list.js';
import { AuditCards } from './audit-cards.js';
import { AuditTable } from './audit-table.js';
import { actionNames, outcomes } from './entry-text.js';

const filters = [
  serviceFilter,
  <SelectInput
    key="outcome"
    source="outcome"
    alwaysOn
    choices={outcomes.map((id) => ({ id, name: `audit_outcome.${id}` }))}
  />,
  <SelectInput
    key="action"
    source="action"
    alwaysOn
    translateChoice={false}
    choices={actionNames.map((id) => ({ id, name: id }))}
  />,
  <TextInput key="actor" source="actor" alwaysOn resettable />,
  <TextInput key="object" source="object" alwaysOn resettable />,
  <DateTimeInput key="from" source="from" alwaysOn />,
  <DateTimeInput key="to" source="to" alwaysOn />,
];

/** Who did what in which service, the newest first over all of them. */
export function AuditList() {
  const empty = <NothingHere title="audit.none" hint="audit.none_hint" />;
  return <ServiceList filters={filters} cards={<AuditCards empty={empty} />} table={<AuditTable empty={empty} />} />;
}
