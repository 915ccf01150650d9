import { useTranslate } from 'react-admin';
import type { NewRole, PlatformRole } from '../api/types.js';
import { ChoiceField } from '../blocks/choice-field.js';
import { ScopeFields, grantedScope, type ScopeValue } from './scope-fields.js';

/** A role on the platform; a moderator's with what it is to be for. */
export type RoleValue = ScopeValue & { role: PlatformRole };
type Props = { offered: PlatformRole[]; value: RoleValue; onChange: (value: RoleValue) => void };

export function RoleFields({ offered, value, onChange }: Props) {
  const translate = useTranslate();
  return (
    <>
      <ChoiceField
        label="people.role"
        value={value.role}
        choices={offered.map((id) => ({ id, name: translate(`role.${id}`) }))}
        onChange={(role) => onChange({ ...value, role })}
      />
      {value.role === 'moderator' && (
        <ScopeFields value={value} onChange={(scope) => onChange({ ...value, ...scope })} />
      )}
    </>
  );
}

/** As a request says it. */
export function newRole({ role, ...scope }: RoleValue): NewRole {
  return { role, ...(role === 'moderator' ? grantedScope(scope) : {}) };
}
