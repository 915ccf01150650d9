import { createTopics } from '@opencircle/backing-services';
import { step } from '../bootstrap/steps.mjs';
import { provideDatabases, provideKafka } from './backing.js';
import {
  entryPoint,
  finderEnvironment,
  gatewayEnvironment,
  migrationEnvironment,
  serviceEnvironment,
  type Facts,
} from './environments.js';
import { services, type Layout } from './layout.js';
import { nodePart, runNode } from './node-part.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';

/** Databases, migrations and topics; services are started on top. */
export async function startFoundation(
  supervisor: Supervisor,
  layout: Layout,
  secrets: Secrets,
  demo: boolean,
): Promise<Facts> {
  const kafka = provideKafka(supervisor, layout);
  kafka.catch(() => undefined);
  const databases = await provideDatabases(supervisor, layout, secrets);
  const facts = (brokers: string): Facts => ({ layout, secrets, databases, brokers, demo });
  await step('migrations', () => migrate(supervisor, facts('127.0.0.1:1')));
  const brokers = await kafka;
  const made = await createTopics(brokers, '', replicationFromEnvironment());
  if (made.length > 0) console.log(`✓ ${made.length} topics made`);
  return facts(brokers);
}

function replicationFromEnvironment(): { replication?: number } {
  const replication = Number(process.env['KAFKA_REPLICATION']);
  return Number.isInteger(replication) && replication > 0 ? { replication } : {};
}

async function migrate(supervisor: Supervisor, facts: Facts): Promise<void> {
  await Promise.all(
    services.map((name) =>
      runNode(
        {
          name: `${name} migrations`,
          entry: entryPoint('services', name, 'dist/main.js'),
          args: ['migrate'],
          env: migrationEnvironment(name, facts),
          logs: facts.layout.logs,
        },
        supervisor.tracked(2),
      ),
    ),
  );
}

/** The four services, then the finder and the gateway: what needs another is started after it. */
export async function startParts(supervisor: Supervisor, facts: Facts): Promise<void> {
  const { layout } = facts;
  const { logs } = layout;
  await Promise.all(
    services.map((name) =>
      step(name, () =>
        supervisor.run(
          nodePart(
            { name, entry: entryPoint('services', name, 'dist/main.js'), env: serviceEnvironment(name, facts), logs },
            2,
            `${layout.serviceUrl(name)}/health/ready`,
          ),
        ),
      ),
    ),
  );
  await Promise.all([
    step('finder', () =>
      supervisor.run(
        nodePart(
          {
            name: 'finder',
            entry: entryPoint('apps/finder/dist/server/entry.mjs'),
            env: finderEnvironment(facts),
            logs,
          },
          3,
          `${layout.serviceUrl('finder')}/health/live`,
        ),
      ),
    ),
    step('gateway', () =>
      supervisor.run(
        nodePart(
          { name: 'gateway', entry: entryPoint('apps/gateway/dist/main.js'), env: gatewayEnvironment(facts), logs },
          4,
          `http://127.0.0.1:${layout.ports.gateway}/health/live`,
        ),
      ),
    ),
  ]);
}
