import { Alert, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useTranslate } from 'react-admin';
import { RequestFailed } from '../api/problem.js';
import type { HeldInvitation } from '../api/types.js';
import { Loaded } from '../blocks/loaded.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { SignInFrame } from '../sign-in/sign-in-frame.js';
import { useMailedToken } from '../sign-in/use-mailed-token.js';
import { AcceptForm } from './accept-form.js';
import { Accepted } from './accepted.js';
import { useWords } from './use-words.js';

/** Where a mail's invitation leads: who invites to what, and a way to accept, with an account or to one. */
export function InvitationPage() {
  const token = useMailedToken();
  return (
    <SignInFrame title="invitation.title">
      {token === undefined ? <Nothing why="sign_in.link.none" /> : <Held key={token} token={token} />}
    </SignInFrame>
  );
}

function Held({ token }: { token: string }) {
  const dataProvider = useConsoleData();
  const [accepted, setAccepted] = useState(false);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => dataProvider.readInvitation(token),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (isOver(invitation.error)) return <Nothing why="problem.invitation-refused" />;
  return (
    <Loaded query={invitation}>
      {(held) =>
        accepted ? (
          <Accepted held={held} />
        ) : (
          <>
            <Offered held={held} />
            <AcceptForm held={held} token={token} onAccepted={() => setAccepted(true)} />
          </>
        )
      }
    </Loaded>
  );
}

function Offered({ held }: { held: HeldInvitation }) {
  const translate = useTranslate();
  const words = useWords(held);
  return (
    <>
      <Typography sx={{ mt: 2 }}>{words('offered')}</Typography>
      <Typography color="text.secondary" sx={{ my: 1, overflowWrap: 'anywhere' }}>
        {translate('invitation.to', { email: held.email })}
      </Typography>
    </>
  );
}

/** The one message for a link that leads nowhere, and what to do instead. */
function Nothing({ why }: { why: string }) {
  const translate = useTranslate();
  return (
    <>
      <Alert severity="warning" sx={{ my: 2 }}>
        {translate(why)}
      </Alert>
      <Button component={Link} to="/login" fullWidth>
        {translate('ra.auth.sign_in')}
      </Button>
    </>
  );
}

function isOver(error: unknown): boolean {
  return error instanceof RequestFailed && error.code === 'invitation-refused';
}
