import { Skeleton, Stack, Typography } from '@mui/material';
import { Show, useRecordContext } from 'react-admin';
import type { Person } from '../api/types.js';
import { ShowFailed } from '../blocks/failed.js';
import { PersonAccount } from './person-account.js';
import { PersonRoles } from './person-roles.js';
import { PersonState } from './person-state.js';

/** One account: whether it is open, and what it may do on the platform. */
export function PersonShow() {
  return (
    <Show<Person> component="div" actions={false} error={<ShowFailed />} redirectOnError={false}>
      <PersonPage />
    </Show>
  );
}

function PersonPage() {
  const person = useRecordContext<Person>();
  if (!person) return <Skeleton variant="rectangular" height={240} />;
  return (
    <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
      <Typography component="div">
        <PersonState {...person} />
      </Typography>
      <PersonRoles person={person} />
      <PersonAccount person={person} />
    </Stack>
  );
}
