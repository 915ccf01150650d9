import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../bootstrap/steps.mjs';
import { entryPoint, migrationEnvironment, type Facts } from './environments.js';
import { services } from './layout.js';
import { runNode } from './node-part.js';
import type { Supervisor } from './supervisor.js';

/**
 * Migrates every database. The databases of this data folder are ours alone: what one build has migrated, it need not look at
 * again. A database elsewhere is looked at each time.
 */
export async function migrate(supervisor: Supervisor, facts: Facts, build: string): Promise<void> {
  const { data, logs } = facts.layout;
  const file = join(data, 'migrated');
  const mark = `${build} ${services.map((name) => new URL(facts.databases[name].ownerUrl).host).join(' ')}`;
  const allOurs = services.every((name) => process.env[`DATABASE_URL_${name.toUpperCase()}`] === undefined);
  if (allOurs && read(file) === mark) return;
  await step('migrations', () =>
    Promise.all(
      services.map((name) => {
        const entry = entryPoint('services', name, 'dist/main.js');
        const program = {
          name: `${name} migrations`,
          entry,
          args: ['migrate'],
          env: migrationEnvironment(name, facts),
          logs,
        };
        return runNode(program, supervisor.tracked(2));
      }),
    ),
  );
  writeFileSync(file, mark);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
