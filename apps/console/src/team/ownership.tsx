import { Alert, Button, Stack, Typography } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { Confirm, useNotify, useTranslate } from 'react-admin';
import type { Organization, Staff } from '../api/types.js';
import { ChoiceField } from '../blocks/choice-field.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useAccount } from '../blocks/use-account.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from '../security/confirm-first.js';
import { OfferLine } from './offer-line.js';
import { useMay, type Team } from './use-may.js';
import { useOffers, useStaff, useTeamChanged } from './use-team.js';

/** An owner hands their place over: they offer it to a colleague, and it is the colleague's who accepts. */
export function Ownership(team: Team) {
  const may = useMay(team);
  return may('offers') ? <Offers {...team} /> : null;
}

function Offers(team: Team) {
  const { organization } = team;
  const translate = useTranslate();
  const may = useMay(team);
  const { data: account } = useAccount();
  const { data: staff = [] } = useStaff(organization.id);
  const nameOf = (id: string) => staff.find(({ personId }) => personId === id)?.displayName ?? id.slice(0, 8);
  return (
    <Section title="team.ownership">
      <Loaded query={useOffers(organization.id)}>
        {(offers) => (
          <>
            {offers.map((offer) => (
              <OfferLine key={offer.id} offer={offer} name={nameOf(offer.toPersonId)} team={team} />
            ))}
            {may('offer') && !offers.some(({ fromPersonId }) => fromPersonId === account?.id) && (
              <OfferForm organization={organization} staff={staff} self={account?.id} />
            )}
            {offers.length === 0 && !may('offer') && (
              <Typography color="text.secondary">{translate('team.no_offer')}</Typography>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

type FormProps = { organization: Organization; staff: Staff[]; self: string | undefined };

function OfferForm({ organization, staff, self }: FormProps) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const { act, busy, failure } = useGuarded();
  const [personId, setPersonId] = useState('');
  const [asking, setAsking] = useState(false);
  const owners = new Set(staff.filter(({ role }) => role === 'owner').map((one) => one.personId));
  const named = new Map(staff.map((one) => [one.personId, one.displayName]));
  const choices = [...named].filter(([id]) => id !== self && !owners.has(id)).map(([id, name]) => ({ id, name }));
  const names = { name: named.get(personId) ?? '', organization: organization.name };
  if (choices.length === 0) return <Typography color="text.secondary">{translate('team.offer_nobody')}</Typography>;

  function ask(event: SyntheticEvent) {
    event.preventDefault();
    setAsking(true);
  }
  function offer() {
    setAsking(false);
    void act(
      () => dataProvider.offerOwnership(organization.id, personId),
      () => {
        notify('team.offered', { type: 'success', messageArgs: names });
        return teamChanged();
      },
    );
  }
  return (
    <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={ask}>
      <Typography variant="body2">{translate('team.offer_lead')}</Typography>
      <ChoiceField required label="team.offer_to" value={personId} choices={choices} onChange={setPersonId} />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
        {translate('team.offer')}
      </Button>
      <Confirm
        isOpen={asking}
        title={translate('team.offer_title', names)}
        content="team.offer_content"
        confirm="team.offer"
        onConfirm={offer}
        onClose={() => setAsking(false)}
      />
    </Stack>
  );
}
