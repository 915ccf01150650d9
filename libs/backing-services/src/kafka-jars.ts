import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runToEnd, type RunningProcess } from './launch.js';

const kafkaVersion = '4.3.0';

/** The folder with pom.xml and the logging settings; the same seen from src/ and from dist/. */
export const kafkaSources = resolve(import.meta.dirname, '..', 'kafka');

/** Shared by all stacks of this workspace; ignored by git. */
const defaultCache = resolve(import.meta.dirname, '..', '..', '..', '.kafka');

export function kafkaJars(cacheDir = defaultCache): string {
  return join(cacheDir, `libs-${kafkaVersion}`);
}

/**
 * Fetches Kafka's jars with Maven unless they are there. Several may try at once: each fills a folder of its own and the first
 * one to finish moves it into place.
 */
export async function fetchKafka(
  logFile: string,
  options: { cacheDir?: string | undefined; onLaunch?: ((process: RunningProcess) => void) | undefined } = {},
): Promise<string> {
  const jars = kafkaJars(options.cacheDir);
  if (existsSync(jars)) return jars;
  const work = `${jars}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    copyFileSync(join(kafkaSources, 'pom.xml'), join(work, 'pom.xml'));
    await runToEnd(
      {
        name: 'Maven (fetching Kafka)',
        command: 'mvn',
        args: ['--batch-mode', '--no-transfer-progress', 'dependency:copy-dependencies', '-DoutputDirectory=libs'],
        cwd: work,
        logFile,
        fix: 'check the connection to repo.maven.apache.org (or the mirror in ~/.m2/settings.xml) and try again, or use a Kafka of your own: KAFKA_BROKERS=host:9092',
      },
      options.onLaunch,
    );
    if (!existsSync(jars)) renameSync(join(work, 'libs'), jars);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return jars;
}
