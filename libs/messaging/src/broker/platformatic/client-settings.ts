import { isIP } from 'node:net';
import type { KafkaConnection, KafkaLogin, KafkaTls } from '@opencircle/kafka-connection';
import { SASLMechanisms, type SASLMechanismValue } from '@platformatic/kafka';

/** What every part of this client is told. */
export type ClientSettings = {
  readonly clientId: string;
  readonly bootstrapBrokers: string[];
  readonly connectTimeout: number;
  readonly timeout: number;
  readonly tls?: KafkaTls & { readonly rejectUnauthorized: true };
  readonly tlsServerName?: boolean;
  readonly sasl?: { mechanism: SASLMechanismValue; username: string; password: string };
};

const mechanisms: Readonly<Record<KafkaLogin['mechanism'], SASLMechanismValue>> = {
  'scram-sha-512': SASLMechanisms.SCRAM_SHA_512,
  'scram-sha-256': SASLMechanisms.SCRAM_SHA_256,
  plain: SASLMechanisms.PLAIN,
};

export function clientSettings(clientId: string, { brokers, tls, login }: KafkaConnection): ClientSettings {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    connectTimeout: 3_000,
    timeout: 15_000,
    // Verified whatever Node's default is. An address is no server name (RFC 6066 §3); the certificate is held against it all the same.
    ...(tls && { tls: { ...tls, rejectUnauthorized: true }, tlsServerName: !brokers.some(isAddress) }),
    ...(login && { sasl: { ...login, mechanism: mechanisms[login.mechanism] } }),
  };
}

function isAddress(broker: string): boolean {
  return isIP(broker.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')) !== 0;
}
