import { createTopics } from '@opencircle/backing-services';
import { step } from '../bootstrap/steps.mjs';
import { provideDatabases, provideKafka } from './backing.js';
import { entryPoint, finderEnvironment, gatewayEnvironment, serviceEnvironment, type Facts } from './environments.js';
import { kafkaAccess, kafkaConnection } from './kafka-access.js';
import { services, type Layout } from './layout.js';
import { migrate } from './migrate.js';
import { nodePart, type Probes } from './node-part.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';

/** Databases, migrations and topics; services are started on top. */
export async function startFoundation(
  supervisor: Supervisor,
  layout: Layout,
  secrets: Secrets,
  options: { demo: boolean; build: string },
): Promise<Facts> {
  const kafka = provideKafka(supervisor, layout);
  kafka.catch(() => undefined);
  const databases = await provideDatabases(supervisor, layout, secrets);
  const access = kafkaAccess();
  const facts = (brokers: string): Facts => ({
    layout,
    secrets,
    databases,
    brokers,
    kafkaAccess: access,
    demo: options.demo,
  });
  await migrate(supervisor, facts('127.0.0.1:1'), options.build);
  const brokers = await kafka;
  const made = await createTopics(kafkaConnection(brokers, access), '', replicationFromEnvironment());
  if (made.length > 0) console.log(`✓ ${made.length} topics made`);
  return facts(brokers);
}

function replicationFromEnvironment(): { replication?: number } {
  const replication = Number(process.env['KAFKA_REPLICATION']);
  return Number.isInteger(replication) && replication > 0 ? { replication } : {};
}

/** The four services, the finder and the gateway, all at once: each waits for the others by itself. */
export async function startParts(supervisor: Supervisor, facts: Facts): Promise<void> {
  const { layout } = facts;
  const { logs } = layout;
  const own = services.map((name) => {
    const program = {
      name,
      entry: entryPoint('services', name, 'dist/main.js'),
      env: serviceEnvironment(name, facts),
      logs,
    };
    const health = `${layout.serviceUrl(name)}/health`;
    return nodePart(program, 2, { readyUrl: `${health}/ready`, liveUrl: `${health}/live` });
  });
  const finder = {
    name: 'finder',
    entry: entryPoint('apps/finder/dist/server/entry.mjs'),
    env: finderEnvironment(facts),
    logs,
  };
  const gateway = {
    name: 'gateway',
    entry: entryPoint('apps/gateway/dist/main.js'),
    env: gatewayEnvironment(facts),
    logs,
  };
  const parts = [
    ...own,
    nodePart(finder, 3, liveAt(layout.serviceUrl('finder'))),
    nodePart(gateway, 4, liveAt(`http://127.0.0.1:${layout.ports.gateway}`)),
  ];
  await Promise.all(parts.map((part) => step(part.name, () => supervisor.run(part))));
}

function liveAt(address: string): Probes {
  const live = `${address}/health/live`;
  return { readyUrl: live, liveUrl: live };
}
