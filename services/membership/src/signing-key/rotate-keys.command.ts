import type { INestApplicationContext } from '@nestjs/common';
import { RotateKeys } from './rotate-keys.js';

/** `main.js rotate-keys`: every replica and every verifier picks the new key up by itself. */
export async function rotateKeys(app: INestApplicationContext): Promise<void> {
  const { kid, signsFrom, made } = await app.get(RotateKeys, { strict: false }).run();
  const what = made ? 'made' : 'was there already';
  process.stdout.write(`membership: key ${kid} ${what}; it signs from ${signsFrom.toISOString()}\n`);
}
