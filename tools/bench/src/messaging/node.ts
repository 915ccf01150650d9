import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { NodePlan, NodeSays, NodeTask } from './node-program.js';

/** One process of a benchmark: a service's messaging, with nothing else in it. */
export class Node {
  private readonly said: NodeSays[] = [];
  private waiting: (() => void) | undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: NodeSays) => {
      this.said.push(message);
      this.waiting?.();
    });
    child.once('exit', () => this.waiting?.());
  }

  static async start(plan: NodePlan): Promise<Node> {
    const child = fork(new URL('node-program.js', import.meta.url), [JSON.stringify(plan)], {
      execArgv: ['--disable-warning=TimeoutNegativeWarning'],
    });
    const node = new Node(child);
    await node.hear((message) => ('up' in message ? message : undefined));
    return node;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  tell(task: NodeTask): void {
    this.child.send(task);
  }

  /** The first thing it says, or has said, that `which` takes. Rejects when the process ends before. */
  async hear<T>(which: (message: NodeSays) => T | undefined): Promise<T> {
    for (;;) {
      for (let message = this.said.shift(); message !== undefined; message = this.said.shift()) {
        const taken = which(message);
        if (taken !== undefined) return taken;
      }
      if (this.child.exitCode !== null) throw new Error(`a benchmark's process ended with ${this.child.exitCode}`);
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}
