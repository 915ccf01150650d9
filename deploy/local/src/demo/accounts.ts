import type { Facts } from '../environments.js';
import { demoRoles, type DemoRole, type Secrets } from '../secrets.js';
import { DemoFactors, type DemoFactor } from './demo-factors.js';

export type DemoAccount = { readonly role: DemoRole; readonly email: string; readonly password: string };
export type WholeAccount = DemoAccount & DemoFactor;

/** Who may sign in to the demo; without demo data, only the first admin. */
export function accountsOf({ demoPasswords }: Secrets, demo: boolean): DemoAccount[] {
  return demoRoles
    .filter((role) => demo || role === 'admin')
    .map((role) => ({ role, email: `${role}@demo.opencircle.example`, password: demoPasswords[role] }));
}

/** With the second factors that they have been given. */
export function wholeAccounts(facts: Pick<Facts, 'layout'>, accounts: readonly DemoAccount[]): WholeAccount[] {
  const factors = new DemoFactors(facts);
  return accounts.map((account) => ({ ...account, ...factors.of(account.email) }));
}
