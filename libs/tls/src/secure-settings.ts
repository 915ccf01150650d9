import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { Pair } from './certificate.js';

/** TLS 1.3's, then those of TLS 1.2 with forward secrecy and authenticated encryption (RFC 9325 §4.2), the strongest first. */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** What a server of ours speaks with this certificate, whatever Node's defaults are. */
export function secureSettings({ cert, key }: Pair): SecureContextOptions {
  return { cert, key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers, honorCipherOrder: true };
}

/** What a server of ours is made with. Milliseconds; Node would give a handshake two minutes. */
export function serverSettings(pair: Pair): TlsOptions {
  return { ...secureSettings(pair), handshakeTimeout: 10_000 };
}
