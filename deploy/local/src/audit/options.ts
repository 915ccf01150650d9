import { parseArgs } from 'node:util';
import { services, type ServiceName } from '../layout.js';

export type VerifyOptions = {
  readonly services: readonly ServiceName[];
  readonly data: string;
  /** A file, for one service; a folder with one file a service; or Kafka. */
  readonly checkpoints: string | undefined;
  readonly kafka: boolean;
};

export class WrongUsage extends Error {}

export const USAGE = `usage: npm run audit:verify [-- --service NAME] [--data .data] [--checkpoints FILE-OR-FOLDER | --kafka]
  Walks each service's audit log and holds it against signed checkpoints.
  Databases: DATABASE_URL_<SERVICE> of the environment, else run.json of the data folder.
  Checkpoints: --checkpoints, else <data>/audit; --kafka reads the topic instead (KAFKA_BROKERS, else run.json).
  Keys: AUDIT_PUBLIC_KEYS (JWK set), else AUDIT_SIGNING_KEY, else secrets.json of the data folder.
  Exit: 0 all is as it was sealed; 1 something is not; 2 it could not be looked at; 64 wrong usage.`;

/** Throws WrongUsage. */
export function optionsFrom(args: readonly string[]): VerifyOptions {
  const { service, data, checkpoints, kafka } = parsed(args);
  if (checkpoints !== undefined && kafka) throw new WrongUsage('either --checkpoints or --kafka');
  const chosen = service === undefined ? services : services.filter((name) => name === service);
  if (chosen.length === 0) throw new WrongUsage(`no service is called ${service}; there are ${services.join(', ')}`);
  return { services: chosen, data, checkpoints, kafka };
}

function parsed(args: readonly string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        service: string,
        checkpoints: string,
        data: { ...string, default: '.data' },
        kafka: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}
