import { commandConnection, kafkaVariables, type KafkaConnection } from '@opencircle/kafka-connection';
import { services } from './layout.js';

/** `KAFKA_*` beside the brokers, of all services and, with its name behind, of one: KAFKA_PASSWORD_LISTINGS. */
export type KafkaAccess = Readonly<Record<string, string>>;

const names = kafkaVariables.filter((name) => name !== 'KAFKA_BROKERS');

/** What whoever starts the stack says of a Kafka elsewhere; our own node asks for nothing. */
export function kafkaAccess(): KafkaAccess {
  if (!process.env['KAFKA_BROKERS']) return {};
  const all = names.flatMap((name) => [name, ...services.map((service) => ownName(name, service))]);
  return Object.fromEntries(all.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The variables of one service. */
export function kafkaEnvironment(service: string, brokers: string, access: KafkaAccess): Record<string, string> {
  const said = names.map((name) => [name, access[ownName(name, service)] ?? access[name]] as const);
  return {
    KAFKA_BROKERS: brokers,
    ...Object.fromEntries(said.flatMap(([name, value]) => (value ? [[name, value]] : []))),
  };
}

/** How the stack's own commands reach Kafka. Throws naming every wrong variable. */
export function kafkaConnection(brokers: string, access: KafkaAccess): KafkaConnection {
  const { connection, wrong } = commandConnection({ ...access, KAFKA_BROKERS: brokers });
  if (connection === undefined) throw new Error(`Kafka cannot be reached so:\n  ${wrong.join('\n  ')}`);
  return connection;
}

function ownName(name: string, service: string): string {
  return `${name}_${service.toUpperCase()}`;
}
