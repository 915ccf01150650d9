import type { KafkaConnection } from './kafka-connection.js';
import { kafkaSettings } from './kafka-settings.js';

/** The connection that a command's environment says; else every fault, as variable and rule, never a value. */
export function commandConnection(
  variables: Readonly<Record<string, string | undefined>>,
): { connection: KafkaConnection; wrong: [] } | { connection: undefined; wrong: string[] } {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const { success, data: connection, error } = kafkaSettings.safeParse(set);
  if (success) return { connection, wrong: [] };
  const wrong = error.issues.map(({ path, message }) => {
    const variable = String(path[0]);
    return variable === 'KAFKA_BROKERS' && !(variable in set)
      ? `${variable} is missing (host:port,host:port)`
      : `${variable} ${message}`;
  });
  return { connection: undefined, wrong };
}
