// Writes .env for docker-compose.yml: .env.example with every empty secret filled in. Never overwrites one.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
if (existsSync(root('.env'))) {
  console.error('.env is there; its keys open what is in the databases, so it is left alone');
  process.exit(1);
}

const token = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');

const filled = readFileSync(root('.env.example'), 'utf8').replace(
  /^([A-Z_]+)=$/gm,
  (_, name) => `${name}=${name.endsWith('_KEY') ? key() : token()}`,
);
writeFileSync(root('.env'), filled, { mode: 0o600 });
console.log('.env written, readable by you alone');
