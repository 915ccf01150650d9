import type { KafkaConnection } from '@opencircle/kafka-connection';
import { classOf } from '@opencircle/persistence';
import { isUntrusted } from '@opencircle/tls';

/** What the other side says of our certificate (RFC 8446 §6.2), in OpenSSL's words. */
const REFUSES_CERTIFICATE = /^ERR_SSL_.*_ALERT_(.*CERTIFICATE.*|UNKNOWN_CA)$/;

/**
 * The class of an error of a Kafka client, and what an operator can do about it where that is known. Nothing that the
 * error quotes but codes of Node and of Kafka's protocol.
 */
export function whyAway(error: unknown, connection: KafkaConnection): string {
  const known = causesOf(error).flatMap((cause) => knownReason(cause, connection) ?? [])[0];
  return known === undefined ? classOf(error) : `${classOf(error)}, ${known}`;
}

function knownReason(cause: object, connection: KafkaConnection): string | undefined {
  const { name, code, type, apiId, message } = cause as Record<string, unknown>;
  const denied = [type, apiId].find(
    (answer): answer is string => typeof answer === 'string' && answer.endsWith('_AUTHORIZATION_FAILED'),
  );
  if (denied !== undefined) return `Kafka grants this user no such right (${denied})`;
  if (typeof message === 'string' && message.startsWith('Not authorized to access topics'))
    return 'Kafka grants this user no such right (TOPIC_AUTHORIZATION_FAILED)';
  // kafkajs swallows what the brokers answered.
  if (name === 'KafkaJSGroupCoordinatorNotFound')
    return 'no broker names the coordinator of the group: it has none yet, or Kafka grants this user no such right (GROUP_AUTHORIZATION_FAILED)';
  if (name === 'KafkaJSSASLAuthenticationError' || code === 'PLT_KFK_AUTHENTICATION')
    return 'Kafka refuses the login (KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL_MECHANISM)';
  return (typeof code === 'string' ? tlsReason(code, cause) : undefined) ?? closedReason(cause, connection);
}

function tlsReason(code: string, cause: object): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'its certificate is for another name than it was called by (in KAFKA_BROKERS, or as a broker advertises itself)';
  if (REFUSES_CERTIFICATE.test(code)) return `it wants another certificate of the client (${code}; KAFKA_CERT_FILE)`;
  if (isUntrusted(cause)) return `its certificate is not trusted (${code}; KAFKA_CA_FILE)`;
  return /^(EPROTO|ERR_SSL_.*)$/.test(code) ? `TLS fails (${code}; KAFKA_TLS)` : undefined;
}

/** A connection may also end because a broker does; so only what the settings lack is brought up. */
function closedReason(cause: object, { tls, login }: KafkaConnection): string | undefined {
  const { name, message } = cause as Record<string, unknown>;
  if (name !== 'KafkaJSConnectionClosedError' && message !== 'Broker requires TLS.' && message !== 'Connection closed')
    return undefined;
  const lacking = [
    ...(tls === undefined ? ['TLS (KAFKA_TLS)'] : []),
    ...(login === undefined && tls?.cert === undefined
      ? ['a login (KAFKA_USERNAME)', 'a certificate (KAFKA_CERT_FILE)']
      : []),
  ];
  return lacking.length === 0 ? undefined : `it ends the connection: perhaps it wants ${lacking.join(' or ')}`;
}

/** The error and what it comes from, the deepest first; each client has its own way to say it. */
function causesOf(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [];
  const { cause, originalError, errors } = error as Record<string, unknown>;
  const inner = [cause, originalError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [...inner.flatMap((each) => causesOf(each, depth + 1)), error];
}
