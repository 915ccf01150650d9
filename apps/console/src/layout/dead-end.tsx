import { Button } from '@mui/material';
import { Link, Title, useTranslate } from 'react-admin';
import { NothingHere } from '../blocks/nothing-here.js';

/** A page that leads nowhere says why and shows the way back. */
function DeadEnd({ why }: { why: 'denied' | 'unknown' | 'unclear' }) {
  const translate = useTranslate();
  return (
    <>
      <Title title={translate(`access.${why}`)} />
      <NothingHere title={`access.${why}`} hint={`access.${why}_hint`}>
        <Button component={Link} to="/" variant="outlined">
          {translate('access.home')}
        </Button>
      </NothingHere>
    </>
  );
}

export function AccessDenied() {
  return <DeadEnd why="denied" />;
}

export function UnknownPage() {
  return <DeadEnd why="unknown" />;
}

export function AccessUnclear() {
  return <DeadEnd why="unclear" />;
}
