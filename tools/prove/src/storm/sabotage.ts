import { join } from 'node:path';

/** Loaded by `node --import` into every process of a stack: makes the consumer of one service wrong. */
export type Sabotage = 'inbox-off' | 'offset-first';

const asked = new URL(import.meta.url).searchParams;
const victim = join('services', asked.get('service') ?? '', 'dist', 'main.js');
const [, program, ...command] = process.argv;
if (program?.endsWith(victim) === true && command.length === 0) {
  const { sabotage } = await import('./careless-broker.js');
  sabotage(asked.get('sabotage') as Sabotage);
}
