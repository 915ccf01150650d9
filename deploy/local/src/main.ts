import { note } from '../bootstrap/process-book.mjs';
import { startOpenCircle, type StartOrder } from './start-opencircle.js';
import { Supervisor } from './supervisor.js';

/** What start.mjs hands over as its one argument. */
const options = JSON.parse(process.argv[2] ?? '{}') as StartOrder;
note(options.data, 'main', process.pid);

let refresh = (): void => undefined;
const supervisor = new Supervisor({
  launched: ({ name, pid }) => pid > 0 && note(options.data, name, pid),
  restarted: () => refresh(),
  line: (text) => console.log(text),
});

let askedAt = 0;
let ready = false;
const stopRequested = new Promise<void>((resolve) => {
  const ask = (): void => {
    if (askedAt > 0 && Date.now() - askedAt > 1500) supervisor.kill();
    if (askedAt === 0) console.log('\nstopping …');
    askedAt ||= Date.now();
    resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, ask);
});

const started = startOpenCircle(options, supervisor);
try {
  const stack = await Promise.race([started, stopRequested]);
  if (stack) {
    refresh = stack.refresh;
    ready = true;
    await stopRequested;
  }
} catch (error) {
  if (askedAt === 0) console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
started.catch(() => undefined);
await supervisor.stop();
(await started.catch(() => undefined))?.close();
if (askedAt > 0) console.log('stopped');
process.exit(askedAt > 0 ? (ready ? 0 : 130) : process.exitCode);
