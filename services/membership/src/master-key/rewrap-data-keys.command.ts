import type { INestApplicationContext } from '@nestjs/common';
import { RewrapDataKeys } from './rewrap-data-keys.js';

/** `main.js rewrap-data-keys`: afterwards nothing needs `OTHER_MASTER_KEYS` any more. */
export async function rewrapDataKeys(app: INestApplicationContext): Promise<void> {
  const counts = await app.get(RewrapDataKeys, { strict: false }).run();
  const { person, identity_provider: provider, signing_key: signing } = counts;
  process.stdout.write(
    `membership: wrapped anew: keys of ${person} people, ${provider} providers, ${signing} signing keys; all others were\n`,
  );
}
