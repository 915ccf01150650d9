import { MenuItem, TextField } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import type { Listing, StaffRole } from '../api/types.js';
import { ChoiceField } from '../blocks/choice-field.js';

/** A role that membership adds does not compile until it stands here. */
const known: Record<StaffRole, true> = { manager: true, facilitator: true, owner: true };
export const staffRoles = Object.keys(known) as StaffRole[];

/** A role, and for a facilitator the groups. */
export type RoleValue = { role: StaffRole; listingIds: string[] };
type Props = {
  organizationId: string;
  offered: StaffRole[];
  value: RoleValue;
  onChange: (value: RoleValue) => void;
};

export function RoleFields({ organizationId, offered, value, onChange }: Props) {
  const translate = useTranslate();
  return (
    <>
      <ChoiceField
        label="people.role"
        value={value.role}
        choices={offered.map((id) => ({ id, name: translate(`role.${id}`) }))}
        onChange={(role) => onChange({ role, listingIds: role === 'facilitator' ? value.listingIds : [] })}
      />
      {value.role === 'facilitator' && (
        <GroupsField
          organizationId={organizationId}
          chosen={value.listingIds}
          onChange={(listingIds) => onChange({ ...value, listingIds })}
        />
      )}
    </>
  );
}

type GroupsProps = { organizationId: string; chosen: string[]; onChange: (ids: string[]) => void };

function GroupsField({ organizationId, chosen, onChange }: GroupsProps) {
  const translate = useTranslate();
  const { data = [] } = useGetList<Listing>('listings', {
    pagination: { page: 1, perPage: 100 },
    filter: { organizationId },
  });
  return (
    <TextField
      select
      required
      label={translate('team.groups_field')}
      value={chosen}
      onChange={(event) => onChange([event.target.value].flat())}
      slotProps={{ select: { multiple: true } }}
    >
      {data.map(({ id, content }) => (
        <MenuItem key={id} value={id}>
          {content.name}
        </MenuItem>
      ))}
    </TextField>
  );
}
