import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DEFAULT_AUDIENCE, type Actor } from '@opencircle/auth';
import { freePort, launch, untilReady } from '@opencircle/backing-services';
import { EncryptJWT } from 'jose';
import type { Probed } from './probe.js';
import { isReady, ISSUER, probe, root, type Ground } from './service-ground.js';

/** How long a session cookie's access token is believed to last, in milliseconds. */
const HELD_MS = 300_000;

/** The real gateway before the services of a ground, with small pages behind it. */
export type GatewayGround = {
  readonly url: string;
  /** The `Cookie` header of somebody who has signed in; undefined for whoever does not. */
  cookieOf(actor: Actor): Promise<string | undefined>;
  probed(): Promise<Probed>;
  stop(): Promise<void>;
};

/** `stranger`: a `Cookie` header that the gateway is made to see in every request that has none. */
export async function startGateway(
  ground: Ground,
  folder: string,
  { stranger }: { readonly stranger?: string } = {},
): Promise<GatewayGround> {
  const [port, probePort] = [await freePort(), await freePort()];
  const key = sessionKeyOf(folder);
  const finder = createServer((_request, response) => response.end('<h1>finder</h1>'));
  await new Promise<void>((resolve) => finder.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${port}`;
  const asked = new URLSearchParams({ port: String(probePort), ...(stranger !== undefined && { stranger }) });
  const running = launch({
    name: 'gateway',
    command: process.execPath,
    args: ['--import', `file://${probe}?${asked.toString()}`, join(root, 'apps/gateway/dist/main.js')],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      TZ: 'UTC',
      LOG_LEVEL: process.env['PROVE_LOG'] ?? 'error',
      PORT: String(port),
      ISSUER,
      JWKS_URL: `${ground.urls.get('membership')}/.well-known/jwks.json`,
      SERVICE_URLS: JSON.stringify(Object.fromEntries(ground.urls)),
      FINDER_URL: `http://127.0.0.1:${(finder.address() as AddressInfo).port}`,
      PUBLIC_URL: url,
      SESSION_KEY: key.toString('base64'),
      MAIL_PAGE_URL: 'http://mail.example',
      CONSOLE_DIR: consoleIn(folder),
      // Each request of a proof may come from a client of its own.
      TRUSTED_PROXIES: '127.0.0.1',
    },
    cwd: root,
    logFile: join(folder, `gateway-${port}.log`),
  });
  const stop = async (): Promise<void> => {
    await running.stop();
    finder.close();
    finder.closeAllConnections();
  };
  try {
    await untilReady(running, () => isReady(`${url}/health/ready`));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    cookieOf: (actor) => cookieOf(ground, key, actor),
    probed: async () => (await fetch(`http://127.0.0.1:${probePort}`).then((answer) => answer.json())) as Probed,
    stop,
  };
}

const keys = new Map<string, Buffer>();

/** One key for all gateways of a proof, so that a cookie is good at each. */
function sessionKeyOf(folder: string): Buffer {
  const key = keys.get(folder) ?? randomBytes(32);
  keys.set(folder, key);
  return key;
}

/** As the gateway itself seals it after a sign-in. Its refresh token is nobody's. */
async function cookieOf({ mint }: Ground, key: Buffer, actor: Actor): Promise<string | undefined> {
  if (actor.kind !== 'person') return undefined;
  const accessToken = await mint.tokenOf(actor, DEFAULT_AUDIENCE);
  const sealed = await new EncryptJWT({ accessToken, refreshToken: 'x', accessEnds: Date.now() + HELD_MS })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience('opencircle-gateway')
    .setExpirationTime('1h')
    .encrypt(key);
  return `__Host-oc_session=${sealed}`;
}

function consoleIn(folder: string): string {
  const files = join(folder, 'console');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'index.html'), '<title>console</title>');
  return files;
}
