import type { Facts } from '../environments.js';
import type { DemoAccount } from './accounts.js';

/** Placeholder until the services answer. */
export async function provideDemo(_facts: Facts, _accounts: readonly DemoAccount[]): Promise<void> {
  await Promise.resolve();
}
