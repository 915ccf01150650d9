import type { INestApplicationContext } from '@nestjs/common';
import { BadEnvironment, CommandFailed, ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { RewrapDataKeys } from './rewrap-data-keys.js';

/** `main.js rewrap-data-keys`: when it has not failed, nothing needs `OTHER_MASTER_KEYS` any more. */
export async function rewrapDataKeys(app: INestApplicationContext): Promise<void> {
  const { OTHER_MASTER_KEYS } = app.get<Environment>(ENVIRONMENT);
  if (OTHER_MASTER_KEYS.length === 0) {
    const rule = 'is missing: with one master key there is nothing to wrap anew';
    throw new BadEnvironment([{ variable: 'OTHER_MASTER_KEYS', rule }]);
  }
  const { anew, left } = await app.get(RewrapDataKeys, { strict: false }).run();
  const { person, identity_provider: provider, signing_key: signing } = anew;
  process.stdout.write(
    `membership: wrapped anew: keys of ${person} people, ${provider} providers, ${signing} signing keys\n`,
  );
  if (left.size === 0) return;
  throw new CommandFailed(`keys are left\n${[...left].map(([why, count]) => `  ${count}: ${why}`).join('\n')}`);
}
