import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { Call } from './call.js';
import { RequestFailed } from './problem.js';
import type { SignedIn } from './types.js';

/** What the gateway asks for after a right password of somebody with a second factor. */
export type Challenge = {
  challenge: string;
  factors: ('totp' | 'passkey' | 'recovery-code')[];
  passkey?: PublicKeyCredentialRequestOptionsJSON;
};

/** One step of signing in; a passkey alone is all of them. */
export type SignInStep =
  | { step: 'password'; email: string; password: string }
  | { step: 'link'; token: string }
  | { step: 'provider'; code: string; state: string; iss?: string }
  | { step: 'code'; challenge: string; factor: 'totp' | 'recovery-code'; code: string }
  | { step: 'passkey'; challenge?: Challenge };

/** Nobody is signed in yet: a second factor has to follow. */
export class SecondFactorNeeded extends Error {
  constructor(readonly challenge: Challenge) {
    super('second factor needed');
  }
}

const freshMs = 30_000;

/** Who is signed in, asked of the gateway and remembered for half a minute. The tokens never reach this page. */
export class Session {
  #known: { at: number; person: Promise<SignedIn> } | undefined;
  #state: 'none' | 'open' | 'ended' = 'none';

  constructor(
    private readonly call: Call,
    private readonly now: () => number = Date.now,
  ) {}

  current(): Promise<SignedIn> {
    if (this.#known && this.now() - this.#known.at < freshMs) return this.#known.person;
    const person = this.call<SignedIn>('/session');
    const known = (this.#known = { at: this.now(), person });
    person.then(
      () => {
        if (this.#known === known) this.#state = 'open';
      },
      (error: unknown) => {
        if (this.#known !== known) return;
        this.forget();
        if (!(error instanceof RequestFailed) || error.status !== 401) return;
        // The gateway tells a cookie whose session is over from none: also a page that was just loaded may have had one.
        if (error.code === 'session-ended') this.#state = 'ended';
        else this.end();
      },
    );
    return person;
  }

  /** Whether it was over, by time or by somebody, while this page or its cookie still held it for open. */
  get hasEnded(): boolean {
    return this.#state === 'ended';
  }

  /** Nobody is signed in, as was just answered. */
  end(): void {
    this.forget();
    if (this.#state === 'open') this.#state = 'ended';
  }

  /** Throws SecondFactorNeeded after a first step that does not suffice. */
  async signIn(given: SignInStep): Promise<void> {
    this.forget();
    const challenge = await this.take(given);
    this.forget();
    if (challenge !== undefined) throw new SecondFactorNeeded(challenge);
  }

  private async take(given: SignInStep): Promise<Challenge | undefined> {
    const post = <Answer>(path: string, body?: unknown) => this.call<Answer>(path, { method: 'POST', body });
    if (given.step === 'password') {
      return post('/session', { email: given.email, password: given.password });
    }
    if (given.step === 'link') return post('/session/links', { token: given.token });
    if (given.step === 'provider') {
      const { step: _, ...answer } = given;
      return post('/session/providers', answer);
    }
    if (given.step === 'code') {
      const { challenge, factor, code } = given;
      return post('/session/challenges', { challenge, factor, code });
    }
    const asked = given.challenge ?? (await post<Challenge>('/api/membership/v1/passkey-challenges', {}));
    const answer = await startAuthentication({ optionsJSON: asked.passkey as PublicKeyCredentialRequestOptionsJSON });
    return post('/session/challenges', { challenge: asked.challenge, factor: 'passkey', answer });
  }

  /** New tokens, which say what has just changed: a factor that was added, a role that was given. */
  async renew(): Promise<void> {
    this.forget();
    await this.call('/session/renewals', { method: 'POST' });
    this.forget();
  }

  async signOut(): Promise<void> {
    this.forget();
    if (this.#state === 'open') this.#state = 'none';
    await this.call('/session', { method: 'DELETE' });
  }

  forget(): void {
    this.#known = undefined;
  }
}
