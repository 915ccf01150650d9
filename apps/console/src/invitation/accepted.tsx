import { Alert, Button, Typography } from '@mui/material';
import { Link, useTranslate } from 'react-admin';
import type { HeldInvitation } from '../api/types.js';
import { useWords } from './use-words.js';

/** What holds now, and where to go. Whoever is signed in already goes straight on. */
export function Accepted({ held }: { held: HeldInvitation }) {
  const translate = useTranslate();
  const words = useWords(held);
  return (
    <>
      <Alert severity="success" role="status" sx={{ my: 2 }}>
        {words('accepted')}
      </Alert>
      {held.needsSecondFactor && <Typography>{translate('invitation.factor_next')}</Typography>}
      <Button component={Link} to="/login" variant="contained" fullWidth sx={{ mt: 2 }}>
        {translate('invitation.go_on')}
      </Button>
    </>
  );
}
