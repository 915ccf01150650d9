import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useLocale, useNotify, useTranslate } from 'react-admin';
import type { Invitation, NewInvitation } from '../api/types.js';
import { MailFields } from '../blocks/mail-fields.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { languageOf } from '../i18n/language.js';
import { RoleFields, staffRoles, type RoleValue } from './role-fields.js';
import { useMay, type Team } from './use-may.js';
import { useTeamChanged } from './use-team.js';

/** Invites somebody by mail, whether or not they have an account. */
export function InviteStaff(team: Team) {
  const { organization } = team;
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const locale = useLocale();
  const may = useMay(team);
  const { act, busy, failure } = useAction<Invitation>();
  const offered = staffRoles.filter((role) => may('invite', role));
  const [mail, setMail] = useState({ email: '', language: languageOf(locale) });
  const [role, setRole] = useState<RoleValue>({ role: 'manager', listingIds: [] });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    const invitation = { ...mail, ...role } as NewInvitation;
    void act(
      invitation,
      (key) => dataProvider.invite(organization.id, invitation, key),
      () => {
        notify('team.invited', { type: 'success' });
        setMail({ ...mail, email: '' });
        return teamChanged();
      },
    );
  }
  if (offered.length === 0) return null;
  return (
    <Section title="team.invite_title">
      <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <MailFields value={mail} onChange={setMail} />
        <RoleFields organizationId={organization.id} offered={offered} value={role} onChange={setRole} />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
          {translate('team.invite')}
        </Button>
      </Stack>
    </Section>
  );
}
