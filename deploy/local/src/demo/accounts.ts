import { demoRoles, type DemoRole, type Secrets } from '../secrets.js';

export type DemoAccount = { readonly role: DemoRole; readonly email: string; readonly password: string };

/** Who may sign in to the demo; without demo data, only the first admin. */
export function accountsOf({ demoPasswords }: Secrets, demo: boolean): DemoAccount[] {
  return demoRoles
    .filter((role) => demo || role === 'admin')
    .map((role) => ({ role, email: `${role}@demo.opencircle.example`, password: demoPasswords[role] }));
}
