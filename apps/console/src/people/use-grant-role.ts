import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { NewRole, Person, PlatformRole } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { grantedScope, type ScopeValue } from './scope-fields.js';

/** Gives a person a role on the platform; a moderator's for what the scope names. */
export function useGrantRole(person: Person, onGranted?: () => void) {
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const translate = useTranslate();
  const { act, busy, failure } = useAction<Person>();
  const grant = (role: PlatformRole, scope: ScopeValue) => {
    const given = { role, ...(role === 'moderator' ? grantedScope(scope) : {}) } as NewRole;
    return act(
      [person.id, given],
      () => dataProvider.grantRole(person.id, given),
      () => {
        notify('people.granted', { type: 'success', messageArgs: { role: translate(`role.${role}`) } });
        refresh();
        onGranted?.();
      },
    );
  };
  return { grant, busy, failure };
}
