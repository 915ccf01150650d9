import { commandFaults, isTlsDemanded } from '@opencircle/tls';
import { plainKafkaFaults, type KafkaConnection } from './kafka-connection.js';
import { kafkaSettings } from './kafka-settings.js';

/** The connection that a command's environment says; else every fault, as variable and rule, never a value. */
export function commandConnection(
  variables: Readonly<Record<string, string | undefined>>,
): { connection: KafkaConnection; wrong: [] } | { connection: undefined; wrong: string[] } {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const { data: connection, error } = kafkaSettings.safeParse(set);
  const issues = (error?.issues ?? []).map(({ path, message }) => {
    const variable = String(path[0]);
    const isMissing = variable === 'KAFKA_BROKERS' && !(variable in set);
    return { variable, rule: isMissing ? 'is missing (host:port,host:port)' : message };
  });
  const faults = [
    ...issues,
    ...commandFaults(variables),
    ...(isTlsDemanded(variables) ? plainKafkaFaults(connection) : []),
  ];
  if (connection !== undefined && faults.length === 0) return { connection, wrong: [] };
  return { connection: undefined, wrong: faults.map(({ variable, rule }) => `${variable} ${rule}`) };
}
