import { Alert, Stack, useMediaQuery, type Theme } from '@mui/material';
import type { ReactElement, ReactNode } from 'react';
import { List, SelectInput, useListContext, useTranslate, type ListProps } from 'react-admin';
import { serviceNames, type ServiceName } from '../api/commands.js';
import { ListFailed } from './failed.js';

/** Which service a list over all of them is narrowed to. */
export const serviceFilter = (
  <SelectInput
    key="service"
    source="service"
    alwaysOn
    translateChoice={false}
    choices={serviceNames.map((id) => ({ id, name: id }))}
  />
);

type Props = Pick<ListProps, 'filters' | 'queryOptions'> & {
  cards: ReactElement;
  table: ReactElement;
  children?: ReactNode;
};

/** A list gathered from all services; it says which of them did not answer. On narrow screens it is cards. */
export function ServiceList({ cards, table, children, ...list }: Props) {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  return (
    <List {...list} perPage={25} exporter={false} actions={false} empty={false} error={<ListFailed />}>
      <Stack>
        <Away />
        {children}
        {narrow ? cards : table}
      </Stack>
    </List>
  );
}

function Away() {
  const translate = useTranslate();
  const { away = [] } = (useListContext().meta ?? {}) as { away?: ServiceName[] };
  if (away.length === 0) return null;
  return <Alert severity="warning">{translate('services.away', { services: away.join(', ') })}</Alert>;
}
