import { Alert, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Confirm, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';

/** Closes an account, which ends every session of it within seconds, or opens it again. */
export function PersonAccount({ person }: { person: Person }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const { can } = useRoles();
  const { act, busy, failure } = useAction<Person>();
  const [asking, setAsking] = useState(false);
  const what = person.state === 'active' ? 'disable' : 'enable';
  if (!can('people', what)) return null;

  function go() {
    setAsking(false);
    void act(
      [person.id, what],
      () => (what === 'disable' ? dataProvider.disablePerson(person.id) : dataProvider.enablePerson(person.id)),
      () => {
        notify(`people.${what}d`, { type: 'success' });
        refresh();
      },
    );
  }
  return (
    <Section title="people.account">
      <Typography variant="body2">{translate(`people.${what}_hint`)}</Typography>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button
        variant="outlined"
        color={what === 'disable' ? 'error' : 'primary'}
        sx={{ mt: 1 }}
        loading={busy}
        onClick={() => (what === 'disable' ? setAsking(true) : go())}
      >
        {translate(`people.${what}`)}
      </Button>
      <Confirm
        isOpen={asking}
        title={translate('people.disable_title', { name: person.displayName })}
        content="people.disable_hint"
        confirm="people.disable"
        confirmColor="warning"
        onConfirm={go}
        onClose={() => setAsking(false)}
      />
    </Section>
  );
}
