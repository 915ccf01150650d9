import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryPoint, serviceEnvironment, type Databases, type Facts } from './environments.js';
import type { KafkaAccess } from './kafka-access.js';
import { layoutOf } from './layout.js';
import { secretsIn } from './secrets.js';

type Run = { ports: { gateway: number }; databases: Record<keyof Databases, { url: string; ownerUrl: string }>; brokers: string; kafkaAccess?: KafkaAccess }; // prettier-ignore

/** `npm run keys:rotate`: membership's command, in the environment of the stack that runs in the data folder. */
const data = process.argv[2] ?? '';
const run = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as Run;
const databases = Object.fromEntries(
  Object.entries(run.databases).map(([name, { url, ownerUrl }]) => [name, { serviceUrl: url, ownerUrl }]),
) as Databases;
const layout = layoutOf({ data, port: run.ports.gateway });
// A stack of an older release, which knew no such access, may have written the file.
const { brokers, kafkaAccess = {} } = run;
const facts: Facts = { layout, secrets: secretsIn(data), databases, brokers, kafkaAccess, demo: false };
const env = { ...serviceEnvironment('membership', facts), LOG_LEVEL: 'error' };
const rotation = spawnSync(process.execPath, [entryPoint('services/membership/dist/main.js'), 'rotate-keys'], {
  env,
  stdio: 'inherit',
});
process.exitCode = rotation.status ?? 1;
