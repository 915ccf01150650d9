import { entryPoint, serviceEnvironment, type Facts } from '../environments.js';
import { runNode } from '../node-part.js';
import type { OnLaunch } from '../supervisor.js';
import type { DemoAccount } from './accounts.js';
import { DemoMemory } from './demo-memory.js';

/** The first admin cannot be made over HTTP, where only an admin may make people. Does nothing when there is one. */
export async function bootstrapAdmin(
  facts: Facts,
  accounts: readonly DemoAccount[],
  onLaunch: OnLaunch,
): Promise<void> {
  const admin = accounts.find(({ role }) => role === 'admin');
  const memory = new DemoMemory(facts);
  if (!admin || memory.progress() !== 'none') return;
  await runNode(
    {
      name: 'bootstrap-admin',
      entry: entryPoint('services/membership/dist/main.js'),
      args: ['bootstrap-admin'],
      env: {
        ...serviceEnvironment('membership', facts),
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        ADMIN_NAME: 'Ada Admin',
      },
      logs: facts.layout.logs,
    },
    onLaunch,
  );
  memory.remember('admin');
}
