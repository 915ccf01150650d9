import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CheckpointFile, checkpointFileIn, CheckpointReader } from '@opencircle/audit';
import { commandConnection, type KafkaConnection } from '@opencircle/kafka-connection';
import { commandFaults } from '@opencircle/tls';
import type { KafkaAccess } from '../kafka-access.js';
import type { ServiceName } from '../layout.js';
import type { VerifyOptions } from './options.js';
import { checkpointsOnKafka } from './kafka-checkpoints.js';

/** It could not be looked at: an answer to the question would be a guess. */
class CannotVerify extends Error {}

type Run = { brokers: string; kafkaAccess?: KafkaAccess; databases: Record<string, { url: string }> };
type Keys = Parameters<typeof CheckpointReader.of>[0];

/** Where the database of a service is. Throws CannotVerify. */
export function databaseOf(service: ServiceName, { data }: VerifyOptions): string {
  const variable = `DATABASE_URL_${service.toUpperCase()}`;
  const url = process.env[variable] ?? runFile(data)?.databases[service]?.url;
  if (url === undefined) {
    throw new CannotVerify(`no database: set ${variable}, or name the --data of a running stack`);
  }
  const wrong = commandFaults({ ...process.env, [variable]: url }, variable);
  if (wrong.length === 0) return url;
  throw new CannotVerify(wrong.map((fault) => `${fault.variable} ${fault.rule}`).join('; '));
}

/** The keys that checkpoints must be signed by. Throws CannotVerify. */
export async function readerFrom({ data }: VerifyOptions): Promise<CheckpointReader> {
  const { AUDIT_PUBLIC_KEYS, AUDIT_SIGNING_KEY } = process.env;
  try {
    if (AUDIT_PUBLIC_KEYS) return await CheckpointReader.of((JSON.parse(AUDIT_PUBLIC_KEYS) as { keys: Keys }).keys);
    if (AUDIT_SIGNING_KEY) return await CheckpointReader.of([JSON.parse(AUDIT_SIGNING_KEY) as Keys[number]]);
    const secrets = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { auditSigningKey: Keys[number] };
    return await CheckpointReader.of([secrets.auditSigningKey]);
  } catch (error) {
    throw new CannotVerify(
      `no key: set AUDIT_PUBLIC_KEYS, or name the --data of a stack (${(error as Error).message})`,
    );
  }
}

/** Signed checkpoints of a service in the order of writing; none where nothing was ever said. */
export async function checkpointsOf(service: ServiceName, options: VerifyOptions): Promise<string[]> {
  const { checkpoints, data, kafka } = options;
  if (kafka) return checkpointsOnKafka(connectionOf(options), service);
  const place = checkpoints ?? join(data, 'audit');
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? checkpoints === undefined;
  return new CheckpointFile(isFolder ? checkpointFileIn(place, service) : place).lines();
}

function connectionOf({ data }: VerifyOptions): KafkaConnection {
  const run = runFile(data);
  const { KAFKA_BROKERS, DEMAND_TLS } = process.env;
  const isTold = KAFKA_BROKERS !== undefined;
  if (!isTold && run === undefined)
    throw new CannotVerify('no Kafka: set KAFKA_BROKERS, or name the --data of a running stack');
  const { connection, wrong } = commandConnection(
    isTold || run === undefined ? process.env : { ...run.kafkaAccess, KAFKA_BROKERS: run.brokers, DEMAND_TLS },
  );
  if (connection === undefined) throw new CannotVerify(`no Kafka: ${wrong.join('; ')}`);
  return connection;
}

function runFile(data: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as Run;
  } catch {
    return undefined;
  }
}
