import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { KafkaConnection } from './kafka-connection.js';
import { certificateFile, keyFile } from './pem-file.js';

const brokers = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string()).min(1, 'must be host:port,host:port'));

const variables = z.object({
  KAFKA_BROKERS: brokers,
  KAFKA_TLS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  /** Authorities that may vouch for a broker; Node's own list unless told. */
  KAFKA_CA_FILE: certificateFile.optional(),
  KAFKA_CERT_FILE: certificateFile.optional(),
  KAFKA_KEY_FILE: keyFile.optional(),
  KAFKA_USERNAME: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  KAFKA_SASL_MECHANISM: z.enum(['scram-sha-512', 'scram-sha-256', 'plain']).default('scram-sha-512'),
});
type Variables = z.output<typeof variables>;

/** The names of all variables that say how to reach Kafka. */
export const kafkaVariables = Object.keys(variables.shape) as readonly (keyof Variables)[];

const tlsFiles = ['KAFKA_CA_FILE', 'KAFKA_CERT_FILE', 'KAFKA_KEY_FILE'] as const;
const together = [
  ['KAFKA_USERNAME', 'KAFKA_PASSWORD'],
  ['KAFKA_CERT_FILE', 'KAFKA_KEY_FILE'],
] as const;

/** What the variables say together, as a connection. Files are read once, here. */
export const kafkaSettings = variables
  .superRefine((said, context) => {
    const fault = (variable: keyof Variables, message: string): void => {
      context.addIssue({ code: 'custom', path: [variable], message });
    };
    for (const [one, other] of together) {
      if (said[one] === undefined && said[other] !== undefined) fault(one, `must be set with ${other}`);
      if (said[other] === undefined && said[one] !== undefined) fault(other, `must be set with ${one}`);
    }
    if (!said.KAFKA_TLS) {
      for (const file of tlsFiles) if (said[file] !== undefined) fault(file, 'needs KAFKA_TLS=true');
      if (said.KAFKA_SASL_MECHANISM === 'plain')
        fault('KAFKA_SASL_MECHANISM', 'plain would send the password in clear: needs KAFKA_TLS=true');
    }
    const outOfDate = datesFault(said);
    if (outOfDate !== undefined) fault('KAFKA_CERT_FILE', outOfDate);
    if (!isPair(said)) fault('KAFKA_KEY_FILE', 'must be the key of the certificate in KAFKA_CERT_FILE');
  })
  .transform(({ KAFKA_BROKERS, KAFKA_TLS, ...said }): KafkaConnection => ({
    brokers: KAFKA_BROKERS,
    ...(KAFKA_TLS && { tls: tlsOf(said) }),
    ...loginOf(said),
  }));

function tlsOf(said: Omit<Variables, 'KAFKA_BROKERS' | 'KAFKA_TLS'>): NonNullable<KafkaConnection['tls']> {
  const { KAFKA_CA_FILE: ca, KAFKA_CERT_FILE: cert, KAFKA_KEY_FILE: key } = said;
  return { ...(ca !== undefined && { ca }), ...(cert !== undefined && key !== undefined && { cert, key }) };
}

function loginOf(said: Omit<Variables, 'KAFKA_BROKERS' | 'KAFKA_TLS'>): Pick<KafkaConnection, 'login'> {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = said;
  return username === undefined || password === undefined ? {} : { login: { mechanism, username, password } };
}

function datesFault({ KAFKA_CERT_FILE: cert }: Variables): string | undefined {
  if (cert === undefined) return undefined;
  const { validFromDate, validToDate } = new X509Certificate(cert);
  if (validToDate.getTime() <= Date.now()) return `is expired since ${validToDate.toISOString()}`;
  if (validFromDate.getTime() > Date.now()) return `is not valid before ${validFromDate.toISOString()}`;
  return undefined;
}

function isPair({ KAFKA_CERT_FILE: cert, KAFKA_KEY_FILE: key }: Variables): boolean {
  if (cert === undefined || key === undefined) return true;
  return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
}
