// The containers' health check: exit code 0 when the part on PORT says that it is well.
import { readFileSync } from 'node:fs';
import { get } from 'node:https';

const { PORT, HEALTH_PATH = '/health/ready', TLS_CERT_FILE } = process.env;

const isWell = TLS_CERT_FILE ? await isWellByTls(readFileSync(TLS_CERT_FILE)) : await isWellPlainly();
process.exitCode = isWell ? 0 : 1;

async function isWellPlainly() {
  const answer = await fetch(`http://127.0.0.1:${PORT}${HEALTH_PATH}`).catch(() => undefined);
  return answer?.ok === true;
}

/** The part must show the very certificate that it was given, whatever names stand in it. */
function isWellByTls(ca) {
  const where = { host: '127.0.0.1', port: PORT, path: HEALTH_PATH, agent: false };
  const trust = { ca, allowPartialTrustChain: true, checkServerIdentity: () => undefined };
  return new Promise((resolve) => {
    const asked = get({ ...where, ...trust }, (answer) => resolve(answer.resume().statusCode === 200));
    asked.on('error', () => resolve(false));
  });
}
