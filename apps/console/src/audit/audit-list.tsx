import { Alert, Stack, useMediaQuery, type Theme } from '@mui/material';
import { DateTimeInput, List, SelectInput, TextInput, useListContext, useTranslate } from 'react-admin';
import { serviceNames, type ServiceName } from '../api/commands.js';
import type { AuditEntry } from '../api/types.js';
import { ListFailed } from '../blocks/failed.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { AuditCards } from './audit-cards.js';
import { AuditTable } from './audit-table.js';
import { actionNames, outcomes } from './entry-text.js';

const filters = [
  <SelectInput
    key="service"
    source="service"
    alwaysOn
    translateChoice={false}
    choices={serviceNames.map((id) => ({ id, name: id }))}
  />,
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
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  return (
    <List filters={filters} perPage={25} exporter={false} actions={false} empty={false} error={<ListFailed />}>
      <Stack>
        <Away />
        {narrow ? <AuditCards empty={<NothingFound />} /> : <AuditTable empty={<NothingFound />} />}
      </Stack>
    </List>
  );
}

function NothingFound() {
  return <NothingHere title="audit.none" hint="audit.none_hint" />;
}

function Away() {
  const translate = useTranslate();
  const meta = useListContext<AuditEntry>().meta as { away?: ServiceName[] } | undefined;
  const away = meta?.away ?? [];
  if (away.length === 0) return null;
  return <Alert severity="warning">{translate('audit.away', { services: away.join(', ') })}</Alert>;
}
