import type { Facts } from '../environments.js';
import type { DemoAccount } from './accounts.js';
import { CallRefused } from './client.js';
import { DemoFactors } from './demo-factors.js';
import { signIn } from './sign-in.js';

/** Gives the accounts whose role needs one a second factor. A database that was filled elsewhere may not know them. */
export async function provideFactors(facts: Facts, accounts: readonly DemoAccount[]): Promise<void> {
  const factors = new DemoFactors(facts);
  for (const account of accounts.filter(({ role }) => role === 'moderator' || role === 'ops' || role === 'admin')) {
    const { totpSecret, passkey } = factors.of(account.email);
    if (totpSecret !== undefined && passkey !== undefined) continue;
    try {
      await signIn(facts, account, { totp: true });
    } catch (error) {
      if (!(error instanceof CallRefused) || error.status !== 401) throw error;
      console.log(`· no second factor for ${account.role}: the database does not let this account in`);
    }
  }
}
