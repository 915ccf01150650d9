import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackClient, type Answer, type Stack } from '@opencircle/testing';
import type { Ledger } from '../ledger/ledger.js';
import type { Random } from '../random.js';

/** Who must have an answer waits so long for it before asking again. */
const PATIENCE_MS = 20_000;
/** People leave a page that hangs; what they asked for may still be done. Milliseconds, least and most. */
const IMPATIENCE = [1_000, 8_000] as const;

/** Somebody who uses OpenCircle while it is under fire: signs in again, and repeats what got no answer, or gives up. */
export class StubbornClient {
  private session: Promise<StackClient> | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly ledger: Ledger,
    private readonly random: Random,
    private readonly role?: string,
  ) {}

  /** One try. Undefined without a clear answer: none at all, or one that says that something broke. */
  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
    patience = PATIENCE_MS,
  ): Promise<Answer<T> | undefined> {
    try {
      this.session ??= this.signIn();
      const session = await this.session;
      const answer = await Promise.race([session.call<T>(method, path, body, key), sleep(patience)]);
      if (answer === undefined || answer.status >= 500) return undefined;
      if (answer.status !== 401) return answer;
      this.session = undefined;
      return undefined;
    } catch {
      return undefined;
    }
  }

  /** Asks again until there is a clear answer. For questions, and for what has its own key. */
  async insist<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const key = randomUUID();
    for (;;) {
      const answer = await this.ask<T>(method, path, body, key);
      if (answer !== undefined) return answer;
      await sleep(500);
    }
  }

  /**
   * A request that the ledger knows before, with its answer after. Without an answer it is repeated under the same key,
   * or, as people do, left at that.
   */
  async commit<T>(request: string, path: string, body: unknown): Promise<Answer<T> | undefined> {
    const key = randomUUID();
    await this.ledger.intend(request);
    for (;;) {
      const patience = this.random.between(...IMPATIENCE);
      const answer = await this.ask<T>('POST', path, body, key, patience);
      if (answer !== undefined) {
        await this.ledger.answered(request, answer.status < 300 ? 'accepted' : 'refused');
        return answer;
      }
      if (this.random.chance(0.5)) return undefined;
      await sleep(500);
    }
  }

  private async signIn(): Promise<StackClient> {
    const run = this.stack.run();
    if (this.role === undefined) return StackClient.anonymous(run);
    try {
      return await StackClient.signedIn(run, this.role);
    } catch (error) {
      this.session = undefined;
      // The gateway counts attempts.
      await sleep(3_000);
      throw error;
    }
  }
}
