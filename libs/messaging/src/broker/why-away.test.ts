import { whyAway } from './why-away.js';

const brokers = ['kafka:9093'];
const login = { mechanism: 'plain', username: 'me', password: 'hunter2' } as const;
const closed = Object.assign(new Error('Closed connection'), { name: 'KafkaJSConnectionClosedError' });
const failed = (code: string) => new Error('no broker', { cause: Object.assign(new Error('hunter2'), { code }) });

it.each([
  [
    { brokers },
    /: perhaps it wants TLS \(KAFKA_TLS\) or a login \(KAFKA_USERNAME\) or a certificate \(KAFKA_CERT_FILE\)$/,
  ],
  [{ brokers, tls: {} }, /: perhaps it wants a login \(KAFKA_USERNAME\) or a certificate \(KAFKA_CERT_FILE\)$/],
  [{ brokers, login }, /: perhaps it wants TLS \(KAFKA_TLS\)$/],
  [{ brokers, tls: {}, login }, /^Error$/],
  [{ brokers, tls: { cert: 'pem', key: 'pem' } }, /^Error$/],
])('a connection that ends brings up what the settings lack: %j', (connection, reason) => {
  expect(whyAway(closed, connection)).toMatch(reason);
});

it.each([
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    /for another name than it was called by \(in KAFKA_BROKERS, or as a broker advertises itself\)$/,
  ],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /wants another certificate of the client \(\w+; KAFKA_CERT_FILE\)$/],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /wants another certificate of the client \(\w+; KAFKA_CERT_FILE\)$/],
  ['CERT_HAS_EXPIRED', /certificate is not trusted \(CERT_HAS_EXPIRED; KAFKA_CA_FILE\)$/],
  ['CRL_HAS_EXPIRED', /certificate is not trusted \(CRL_HAS_EXPIRED; KAFKA_CA_FILE\)$/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /TLS fails \(ERR_SSL_WRONG_VERSION_NUMBER; KAFKA_TLS\)$/],
  ['ECONNREFUSED', /^Error$/],
])('%s is told for what it is', (code, reason) => {
  expect(whyAway(failed(code), { brokers })).toMatch(reason);
});
