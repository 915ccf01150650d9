import { classOf } from '@opencircle/persistence';

/** What Node and OpenSSL say of a certificate that nobody vouches for, or not any more. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY)_|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * The class of an error of a Kafka client, and what an operator can do about it where that is known. Nothing that the
 * error quotes but codes of Node and of Kafka's protocol.
 */
export function whyAway(error: unknown): string {
  const known = causesOf(error).flatMap((cause) => knownReason(cause) ?? [])[0];
  return known === undefined ? classOf(error) : `${classOf(error)}, ${known}`;
}

function knownReason(cause: object): string | undefined {
  const { name, code, type, apiId, message } = cause as Record<string, unknown>;
  const denied = [type, apiId].find(
    (answer): answer is string => typeof answer === 'string' && answer.endsWith('_AUTHORIZATION_FAILED'),
  );
  if (denied !== undefined) return `Kafka grants this user no such right (${denied})`;
  if (typeof message === 'string' && message.startsWith('Not authorized to access topics'))
    return 'Kafka grants this user no such right (TOPIC_AUTHORIZATION_FAILED)';
  if (name === 'KafkaJSSASLAuthenticationError' || code === 'PLT_KFK_AUTHENTICATION')
    return 'Kafka refuses the login (KAFKA_USERNAME, KAFKA_PASSWORD, KAFKA_SASL_MECHANISM)';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'its certificate is for another name than KAFKA_BROKERS has';
  if (typeof code === 'string' && UNTRUSTED.test(code))
    return `its certificate is not trusted (${code}; KAFKA_CA_FILE)`;
  if (typeof code === 'string' && /^(EPROTO|ERR_SSL_.*)$/.test(code)) return `TLS fails (${code}; KAFKA_TLS)`;
  if (name === 'KafkaJSConnectionClosedError' || message === 'Broker requires TLS.' || message === 'Connection closed')
    return 'it ends the connection: perhaps it wants TLS or a login (KAFKA_TLS, KAFKA_USERNAME)';
  return undefined;
}

/** The error and what it comes from, the deepest first; each client has its own way to say it. */
function causesOf(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [];
  const { cause, originalError, errors } = error as Record<string, unknown>;
  const inner = [cause, originalError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [...inner.flatMap((each) => causesOf(each, depth + 1)), error];
}
