import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { asSystem, migrate } from '@opencircle/persistence';
import { Logger } from 'nestjs-pino';
import { assemble, createApplication, documentOf } from './application.js';
import { BadEnvironment, ENVIRONMENT, parseMigrationEnvironment, type BaseEnvironment } from './environment.js';
import { CommandFailed, type Command, type ServiceDefinition } from './service-definition.js';
import { ServiceModule } from './service.module.js';
import { topicsOf } from './service-topics.js';
import { stopOnSignals } from './shutdown.js';

/** From sysexits.h: wrong usage, and a configuration that cannot work. */
const EX_USAGE = 64;
const EX_CONFIG = 78;

/**
 * A service's whole `main.ts`. `main.js` serves, `main.js migrate` brings the database up to date,
 * `main.js openapi FILE` writes the document, `main.js topics` says what it writes and reads at Kafka, any other word is one of the service's commands.
 */
export async function createService(definition: ServiceDefinition): Promise<void> {
  const [command = 'serve', ...args] = process.argv.slice(2);
  try {
    await commandOf(definition, command)(args);
  } catch (error) {
    fail(definition, error);
  }
}

function commandOf(definition: ServiceDefinition, name: string): (args: string[]) => Promise<void> {
  const own = definition.commands ?? {};
  switch (name) {
    case 'serve':
      return () => serve(definition);
    case 'migrate':
      return () => migrateDatabase(definition);
    case 'openapi':
      return ([file]) => writeDocument(definition, file);
    case 'topics':
      return () => sayTopics(definition);
    default: {
      const command = Object.hasOwn(own, name) ? own[name] : undefined;
      if (command === undefined) throw new UsageError(definition, `unknown command ${name}`);
      return (args) => runCommand(definition, command, args);
    }
  }
}

async function serve(definition: ServiceDefinition): Promise<void> {
  const app = await createApplication(definition, { variables: process.env });
  const { HOST, PORT } = app.get<BaseEnvironment>(ENVIRONMENT);
  stopOnSignals(app);
  await app.startAllMicroservices();
  await app.listen(PORT, HOST);
  app.get(Logger).log({ port: PORT }, 'listening', 'Service');
}

async function migrateDatabase(definition: ServiceDefinition): Promise<void> {
  const url = parseMigrationEnvironment(process.env);
  const ran = await migrate(url, definition.migrations ?? []);
  const what = ran.length === 0 ? 'nothing to migrate' : `migrated: ${ran.join(', ')}`;
  process.stdout.write(`${definition.name}: ${what}\n`);
}

async function writeDocument(definition: ServiceDefinition, file: string | undefined): Promise<void> {
  if (file === undefined) throw new UsageError(definition, 'openapi needs a file to write');
  await writeFile(file, `${JSON.stringify(await documentOf(definition), undefined, 2)}\n`);
}

async function sayTopics(definition: ServiceDefinition): Promise<void> {
  process.stdout.write(`${JSON.stringify(await topicsOf(definition))}\n`);
}

async function runCommand(definition: ServiceDefinition, command: Command, args: readonly string[]): Promise<void> {
  const assembly = await assemble(definition, { variables: process.env });
  const app = await NestFactory.createApplicationContext(ServiceModule.of(assembly), {
    abortOnError: false,
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  try {
    // Who may run a command is decided by who gets at the machine.
    await asSystem(() => command(app, args));
  } finally {
    await app.close();
  }
}

class UsageError extends Error {
  constructor({ commands = {} }: ServiceDefinition, fault: string) {
    const names = ['serve', 'migrate', 'openapi FILE', 'topics', ...Object.keys(commands)];
    super(`${fault}; commands: ${names.join(', ')}`);
  }
}

/** Boot failures are for whoever starts the service: whole, on stderr. No request has been served yet. */
function fail(definition: ServiceDefinition, error: unknown): never {
  if (error instanceof BadEnvironment) {
    process.stderr.write(`${definition.name} cannot start; wrong in its environment:\n${error.message}\n`);
    process.exit(EX_CONFIG);
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${definition.name}: ${error.message}\n`);
    process.exit(EX_USAGE);
  }
  process.stderr.write(`${definition.name} failed: ${whole(error)}\n`);
  process.exit(1);
}

function whole(error: unknown): string {
  if (error instanceof CommandFailed) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
