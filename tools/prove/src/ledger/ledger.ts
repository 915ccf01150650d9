import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from './facts.js';
import type { Findings } from './findings.js';
import type { Sources } from './sources.js';
import type { Entry } from './told.js';

export type Judgement = Pick<Findings, 'found' | 'examples' | 'events' | 'unknown'>;
export type Question = { n: number; entry: Entry } | { n: number; sources: Sources };
export type Reply = { n: number; judgement?: Judgement; failure?: string };

/** The other end of the ledger's process. What a method has promised is on disk when it resolves. */
export class Ledger {
  private n = 0;
  private readonly waiting = new Map<number, (reply: Reply) => void>();

  private constructor(
    private readonly child: ChildProcess,
    /** Rejects when the process ends: without the ledger nothing is proven. */
    private readonly ended: Promise<never>,
  ) {
    child.on('message', (reply: Reply) => {
      this.waiting.get(reply.n)?.(reply);
      this.waiting.delete(reply.n);
    });
  }

  /** `file` is appended to. The process is compiled code, also when tests run the sources. */
  static async open(file: string): Promise<Ledger> {
    const program = join(import.meta.dirname, '..', '..', 'dist', 'ledger', 'ledger-process.js');
    const child = fork(program, [file], { execArgv: ['--enable-source-maps'] });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the ledger has ended')));
    ended.catch(() => undefined);
    await Promise.race([once(child, 'spawn'), ended]);
    return new Ledger(child, ended);
  }

  /** Before the request is made. */
  async intend(request: string): Promise<void> {
    await this.ask({ entry: { request } });
  }

  async answered(request: string, answer: Answer): Promise<void> {
    await this.ask({ entry: { request, answer } });
  }

  /** Reads the databases and judges what was written down so far. */
  async judge(sources: Sources): Promise<Judgement> {
    const { judgement, failure } = await this.ask({ sources });
    if (judgement === undefined) throw new Error(`the ledger could not judge: ${failure ?? 'no answer'}`);
    return judgement;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private ask(question: { entry: Entry } | { sources: Sources }): Promise<Reply> {
    const n = this.n++;
    const reply = new Promise<Reply>((resolve) => this.waiting.set(n, resolve));
    this.child.send({ n, ...question });
    return Promise.race([reply, this.ended]);
  }
}
