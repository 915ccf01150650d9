import type { Call } from './call.js';
import type { SignedIn } from './types.js';

const freshMs = 30_000;

/** Who is signed in, asked of the gateway and remembered for half a minute. The tokens never reach this page. */
export class Session {
  #known: { at: number; person: Promise<SignedIn> } | undefined;

  constructor(
    private readonly call: Call,
    private readonly now: () => number = Date.now,
  ) {}

  current(): Promise<SignedIn> {
    if (this.#known && this.now() - this.#known.at < freshMs) return this.#known.person;
    const person = this.call<SignedIn>('/session');
    const known = (this.#known = { at: this.now(), person });
    person.catch(() => {
      if (this.#known === known) this.#known = undefined;
    });
    return person;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.forget();
    await this.call('/session', { method: 'POST', body: { email, password } });
  }

  async signOut(): Promise<void> {
    this.forget();
    await this.call('/session', { method: 'DELETE' });
  }

  forget(): void {
    this.#known = undefined;
  }
}
