import type { INestApplicationContext } from '@nestjs/common';
import { CommandFailed } from '@opencircle/service-defaults';
import { RewrapDataKeys } from './rewrap-data-keys.js';

/** `main.js rewrap-data-keys`: when it has not failed, nothing needs `OTHER_MASTER_KEYS` any more. */
export async function rewrapDataKeys(app: INestApplicationContext): Promise<void> {
  const { anew, left } = await app.get(RewrapDataKeys, { strict: false }).run();
  const { person, identity_provider: provider, signing_key: signing } = anew;
  process.stdout.write(
    `membership: wrapped anew: keys of ${person} people, ${provider} providers, ${signing} signing keys\n`,
  );
  if (left.size === 0) return;
  throw new CommandFailed(`keys are left\n${[...left].map(([why, count]) => `  ${count}: ${why}`).join('\n')}`);
}
