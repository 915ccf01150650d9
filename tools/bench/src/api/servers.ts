import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Server = { readonly url: string; readonly process: ChildProcess };

/** Starts a server of `server-program.ts` and waits until it says where it listens. */
export async function startServer(kind: string, settings: object): Promise<Server> {
  const program = join(import.meta.dirname, 'server-program.js');
  const child = spawn(process.execPath, [program, kind, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${kind} ended before it listened`)));
  const [port] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return { url: `http://127.0.0.1:${port}`, process: child };
}

export async function stopServer({ process: child }: Server): Promise<void> {
  if (child.exitCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGKILL');
  await end;
}
