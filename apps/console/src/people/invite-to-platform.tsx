import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useLocale, useNotify, useTranslate } from 'react-admin';
import type { NewPlatformInvitation, PlatformInvitation } from '../api/types.js';
import { MailFields } from '../blocks/mail-fields.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { languageOf } from '../i18n/language.js';
import { platformRoles } from './platform-roles.js';
import { newRole, RoleFields, type RoleValue } from './role-fields.js';

/** Invites somebody by mail to a role on the platform. */
export function InviteToPlatform({ onInvited }: { onInvited: () => unknown }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const locale = useLocale();
  const { act, busy, failure } = useAction<PlatformInvitation>();
  const [mail, setMail] = useState({ email: '', language: languageOf(locale) });
  const [role, setRole] = useState<RoleValue>({ role: 'moderator', regions: [], organizationIds: [] });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    const invitation = { ...mail, ...newRole(role) } as NewPlatformInvitation;
    void act(
      invitation,
      (key) => dataProvider.inviteToPlatform(invitation, key),
      () => {
        notify('team.invited', { type: 'success' });
        setMail({ ...mail, email: '' });
        return onInvited();
      },
    );
  }
  return (
    <Section title="team.invite_title">
      <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <MailFields value={mail} onChange={setMail} />
        <RoleFields offered={platformRoles} value={role} onChange={setRole} />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
          {translate('team.invite')}
        </Button>
      </Stack>
    </Section>
  );
}
