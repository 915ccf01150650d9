// Writes .env for docker-compose.yml, or the file that is named: .env.example with every empty secret filled in. Never
// overwrites one.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const file = process.argv[2] ?? root('.env');
if (existsSync(file)) {
  console.error(`${file} is there; its keys open what is in the databases, so it is left alone`);
  process.exit(1);
}

const token = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');
/** Quoted, so that Compose leaves the JSON as it is. */
const signingKey = () => `'${JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))}'`;

function secretFor(name) {
  if (name.endsWith('_SIGNING_KEY')) return signingKey();
  return name.endsWith('_KEY') ? key() : token();
}

const filled = readFileSync(root('.env.example'), 'utf8').replace(
  /^([A-Z_]+)=$/gm,
  (_, name) => `${name}=${secretFor(name)}`,
);
writeFileSync(file, filled, { mode: 0o600 });
console.log(`${file} written, readable by you alone`);
