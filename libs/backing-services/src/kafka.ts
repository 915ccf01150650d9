import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { connectionFrom, kafkajsSettings, type KafkaConnection } from '@opencircle/kafka-connection';
import { Kafka, logLevel } from 'kafkajs';
import { fetchKafka, kafkaSources } from './kafka-jars.js';
import { connectionAs, scramUsers, type KafkaSecurity } from './kafka-security.js';
import { serverProperties } from './kafka-settings.js';
import { launch, runToEnd, untilReady, type RunningProcess } from './launch.js';

export type KafkaOptions = {
  readonly port: number;
  /** Where clients are told to go, when something stands between them and the broker. */
  readonly advertisedPort?: number;
  readonly controllerPort: number;
  /** Formatted at the first start, used as it is afterwards. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly cacheDir?: string;
  readonly heapMb?: number;
  /** TLS, users and grants; without it whoever reaches the port may do everything. */
  readonly security?: KafkaSecurity;
  /** Told of each child at once, so that a caller can stop a start that is under way. */
  readonly onLaunch?: (process: RunningProcess) => void;
};

export type KafkaBroker = RunningProcess & {
  readonly port: number;
  /** Comma-separated host:port, as KAFKA_BROKERS wants it. */ readonly brokers: string;
};

/** Starts one Kafka node on 127.0.0.1 and resolves when it answers a client. Needs Java 17, and Maven at the very first start. */
export async function startKafka(options: KafkaOptions): Promise<KafkaBroker> {
  const jars = await fetchKafka(options.logFile, options);
  const folder = resolve(options.dataDir);
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, serverProperties({ ...options, dataDir: join(folder, 'log') }));

  const formatted = join(folder, 'formatted');
  if (!existsSync(formatted)) {
    rmSync(join(folder, 'log'), { recursive: true, force: true });
    const format = [
      'kafka.tools.StorageTool',
      'format',
      '--standalone',
      // One word: an id may begin with a dash, which would read as the next option.
      `--cluster-id=${randomBytes(16).toString('base64url')}`,
      '--config',
      properties,
      ...scramUsers(options.security),
    ];
    await runToEnd(
      { ...java(jars, ['-Xmx128m'], format), name: 'Kafka format', logFile: options.logFile },
      options.onLaunch,
    );
    writeFileSync(formatted, '');
  }

  const heap = `-Xmx${options.heapMb ?? 512}m`;
  const child = launch({
    ...java(jars, [heap], ['kafka.Kafka', properties]),
    name: 'Kafka',
    logFile: options.logFile,
    graceMs: 15_000,
  });
  options.onLaunch?.(child);
  const brokers = `${options.security?.host ?? '127.0.0.1'}:${options.port}`;
  const admin = options.security ? connectionAs('admin', brokers, options.security) : connectionFrom(brokers);
  const cluster = clusterIn(join(folder, 'log'));
  await untilReady(child, () => answers(admin, cluster));
  return { ...child, port: options.port, brokers };
}

function java(jars: string, flags: string[], main: string[]): { command: string; args: string[] } {
  const home = process.env['JAVA_HOME'];
  const logging = `-Dlog4j2.configurationFile=${join(kafkaSources, 'log4j2.properties')}`;
  const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];
  const command = home !== undefined && existsSync(join(home, 'bin', 'java')) ? join(home, 'bin', 'java') : 'java';
  return { command, args: [...flags, ...quick, logging, '-cp', [join(jars, '*')].join(delimiter), ...main] };
}

/** Written by the format; another Kafka on our port has another one. */
function clusterIn(log: string): string | undefined {
  return /^cluster\.id=(.+)$/m.exec(readFileSync(join(log, 'meta.properties'), 'utf8'))?.[1];
}

async function answers(connection: KafkaConnection, cluster: string | undefined): Promise<boolean> {
  const admin = new Kafka({
    ...kafkajsSettings(connection),
    clientId: 'opencircle-start',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers: nodes, clusterId } = await admin.describeCluster();
    return nodes.length > 0 && clusterId === cluster;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
