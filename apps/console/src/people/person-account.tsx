import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Confirm, useGetIdentity, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';

/** What an admin does to somebody's account: lets them in again who lost their factors, closes it, opens it again. */
export function PersonAccount({ person }: { person: Person }) {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  const { disablePerson, enablePerson, resetFactors } = useConsoleData();
  return (
    <Section title="people.account">
      {person.id === identity?.id ? (
        <Typography variant="body2">{translate('people.own_account')}</Typography>
      ) : person.state === 'active' ? (
        <>
          <Deed person={person} what="resetFactors" run={resetFactors} asksFirst />
          <Deed person={person} what="disable" run={disablePerson} asksFirst />
        </>
      ) : (
        <Deed person={person} what="enable" run={enablePerson} />
      )}
    </Section>
  );
}

type DeedProps = {
  person: Person;
  what: 'disable' | 'enable' | 'resetFactors';
  run: (id: string) => Promise<Person>;
  asksFirst?: boolean;
};

function Deed({ person, what, run, asksFirst = false }: DeedProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { can } = useRoles();
  const { act, busy, failure } = useAction<Person>();
  const [asking, setAsking] = useState(false);
  if (!can('people', what)) return null;

  function go() {
    setAsking(false);
    void act(
      [person.id, what],
      () => run(person.id),
      () => {
        notify(`people.${what}_done`, { type: 'success' });
        refresh();
      },
    );
  }
  return (
    <Box sx={{ '& + &': { mt: 3 } }}>
      <Typography variant="body2">{translate(`people.${what}_hint`)}</Typography>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button
        variant="outlined"
        color={asksFirst ? 'error' : 'primary'}
        sx={{ mt: 1 }}
        loading={busy}
        onClick={() => (asksFirst ? setAsking(true) : go())}
      >
        {translate(`people.${what}`)}
      </Button>
      {asksFirst && (
        <Confirm
          isOpen={asking}
          title={translate(`people.${what}_title`, { name: person.displayName })}
          content={`people.${what}_hint`}
          confirm={`people.${what}`}
          confirmColor="warning"
          onConfirm={go}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}
