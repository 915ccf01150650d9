import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Confirm, useGetManyAggregate, useNotify, useTranslate } from 'react-admin';
import type { Organization, RoleGrant } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { Section } from '../blocks/section.js';
import { useAccessChanged } from '../blocks/use-access-changed.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';

/** For whom somebody acts, each organization once, and the way out of it. */
export function OwnOrganizations({ roles }: { roles: readonly RoleGrant[] }) {
  const translate = useTranslate();
  const byOrganization = Map.groupBy(
    roles.filter(({ organizationId }) => organizationId !== undefined),
    ({ organizationId }) => String(organizationId),
  );
  return (
    <Section title="profile.organizations">
      {byOrganization.size === 0 ? (
        <Typography color="text.secondary">{translate('profile.no_organization')}</Typography>
      ) : (
        <Lines>
          {[...byOrganization].map(([id, held]) => (
            <OwnOrganization key={id} id={id} held={held} />
          ))}
        </Lines>
      )}
    </Section>
  );
}

function OwnOrganization({ id, held }: { id: string; held: readonly RoleGrant[] }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const accessChanged = useAccessChanged();
  const { act, busy, failure } = useAction<undefined>();
  const [asking, setAsking] = useState(false);
  const { data } = useGetManyAggregate<Organization>('organizations', { ids: [id] });
  const name = data?.[0]?.name ?? id.slice(0, 8);

  function leave() {
    setAsking(false);
    void act(
      id,
      () => dataProvider.leaveOrganization(id),
      async () => {
        notify('profile.left', { type: 'success', messageArgs: { name } });
        await accessChanged();
      },
    );
  }
  const button = (
    <Button
      color="error"
      loading={busy}
      onClick={() => setAsking(true)}
      aria-label={translate('profile.leave_one', { name })}
    >
      {translate('profile.leave')}
    </Button>
  );
  return (
    <Line failure={failure} action={button}>
      <Typography>{name}</Typography>
      <Typography variant="body2" color="text.secondary">
        {held.map(({ role }) => translate(`role.${role}`)).join(', ')}
      </Typography>
      <Confirm
        isOpen={asking}
        title={translate('profile.leave_title', { name })}
        content="profile.leave_content"
        confirm="profile.leave"
        confirmColor="warning"
        onConfirm={leave}
        onClose={() => setAsking(false)}
      />
    </Line>
  );
}
