import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './environments.js';
import { services } from './layout.js';
import type { WholeAccount } from './demo/accounts.js';

/** Writes `<data>/run.json`: what the ready block says, for programs. Readable by its owner only. */
export function writeRunFile(facts: Facts, pids: Record<string, number>, accounts: readonly WholeAccount[]): void {
  const { layout, databases, brokers, kafkaAccess } = facts;
  const run = {
    addresses: {
      finder: `${layout.publicUrl}/`,
      console: `${layout.publicUrl}/console/`,
      mail: layout.mailPageUrl,
      services: Object.fromEntries(services.map((name) => [name, layout.serviceUrl(name)])),
    },
    ports: layout.ports,
    pids: { main: process.pid, ...pids },
    databases: Object.fromEntries(
      services.map((name) => [name, { url: databases[name].serviceUrl, ownerUrl: databases[name].ownerUrl }]),
    ),
    brokers,
    kafkaAccess,
    accounts,
    logs: layout.logs,
  };
  const file = join(layout.data, 'run.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeRunFile(data: string): void {
  rmSync(join(data, 'run.json'), { force: true });
}
