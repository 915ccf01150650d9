import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { newRole, type RoleValue } from './role-fields.js';

/** Gives a person a role on the platform; given again, a moderator's is for what it says now. */
export function useGrantRole(person: Person, onGranted?: () => void) {
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const translate = useTranslate();
  const { act, busy, failure } = useAction<Person>();
  const grant = (value: RoleValue) => {
    const role = newRole(value);
    return act(
      [person.id, role],
      () => dataProvider.grantRole(person.id, role),
      () => {
        notify('people.granted', { type: 'success', messageArgs: { role: translate(`role.${role.role}`) } });
        refresh();
        onGranted?.();
      },
    );
  };
  return { grant, busy, failure };
}
