import { createHmac, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './forger.js';

type Verifier = (token: string, ours: KeyObject) => Promise<boolean> | boolean;

const part = (token: string, n: number): Json => JSON.parse(Buffer.from(token.split('.')[n] ?? '', 'base64url').toString()) as Json; // prettier-ignore

/** Like Buffer, decodes whatever looks a little like base64. */
function holds(token: string, key: KeyObject): boolean {
  const [head, payload, signature = ''] = token.split('.');
  return verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'));
}

const isCurrent = (token: string) => Number(part(token, 1)['exp']) > Date.now() / 1000;

/** Wrong in the ways that others have been wrong; each must be found out by some attack. */
export const laxVerifiers: Readonly<Record<string, Verifier>> = {
  'decodes and believes': (token) => typeof part(token, 1)['sub'] === 'string' && isCurrent(token),
  'follows jku': async (token, ours) => {
    const { jku, kid } = part(token, 0);
    if (typeof jku !== 'string') return holds(token, ours);
    const { keys } = (await (await fetch(jku)).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const key = keys.find((each) => each.kid === kid) ?? keys[0];
    return key !== undefined && holds(token, createPublicKey({ key, format: 'jwk' }));
  },
  'takes the key that the token brings': (token, ours) => {
    const { jwk } = part(token, 0);
    return holds(token, jwk === undefined ? ours : createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  },
  'does what alg says': (token, ours) => {
    const { alg } = part(token, 0);
    if (String(alg).toLowerCase() === 'none') return true;
    if (alg !== 'HS256') return holds(token, ours);
    const [head, payload, signature] = token.split('.');
    const secret = ours.export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url') === signature;
  },
  'looks at the signature alone': (token, ours) => holds(token, ours),
};

/** A service that answers whatever its verifier takes; `verifier` is one of the names above. */
export async function laxService(verifier: string, ours: KeyObject): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    void (async () => laxVerifiers[verifier]?.(token, ours) ?? false)()
      .catch(() => false)
      .then((isTaken) => response.writeHead(isTaken ? 200 : 401).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
