import { Menu as RaMenu } from 'react-admin';
import { useRoles } from '../blocks/use-roles.js';

/** Only what the person's roles open. */
export function Menu() {
  const { can } = useRoles();
  return (
    <RaMenu>
      <RaMenu.DashboardItem />
      {['cases', 'listings', 'imports', 'ops', 'parked', 'audit', 'people', 'team']
        .filter((resource) => can(resource, 'list'))
        .map((resource) => (
          <RaMenu.ResourceItem key={resource} name={resource} />
        ))}
    </RaMenu>
  );
}
