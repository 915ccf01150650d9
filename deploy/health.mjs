// The containers' health check: exit code 0 when the part on PORT says that it is well.
import { get as getPlainly } from 'node:http';
import { get as getByTls } from 'node:https';

const { PORT, HEALTH_PATH = '/health/ready', TLS_CERT_FILE } = process.env;

// What is served may be older than the file, and its names are for others; nobody else listens here.
const where = { host: '127.0.0.1', port: PORT, path: HEALTH_PATH, agent: false, rejectUnauthorized: false };
const get = TLS_CERT_FILE ? getByTls : getPlainly;
get(where, (answer) => {
  answer.resume();
  process.exitCode = answer.statusCode === 200 ? 0 : 1;
}).on('error', () => (process.exitCode = 1));
