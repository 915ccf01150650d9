import { hash } from 'node:crypto';
import type { Actor } from './actor.js';

/** Tokens that are remembered at once; some megabytes. The ones that came first give way. */
const MOST = 10_000;
/** Milliseconds. A key that is taken back is one for no longer than this. */
const LONGEST = 60_000;

type Verified = { readonly actor: Actor; /** Epoch milliseconds. */ readonly until: number };

/**
 * Who the last tokens speak for, so that a signature is checked once a minute and not once a request. Kept by hash: what
 * is in memory signs nobody in. Whether access was taken away since is asked at every request, elsewhere.
 */
export class VerifiedTokens {
  private readonly known = new Map<string, Verified>();

  /** `now`: epoch milliseconds. */
  constructor(private readonly now: () => number = Date.now) {}

  /** The actor of a token that held a moment ago for this audience, else what `verify` says; its failures are not kept. */
  async actorOf(token: string, audience: string, verify: () => Promise<Actor>): Promise<Actor> {
    const key = hash('sha256', `${audience}\n${token}`, 'base64');
    const found = this.known.get(key);
    if (found !== undefined && found.until > this.now()) return found.actor;
    const actor = await verify();
    this.remember(key, { actor, until: Math.min(expiryOf(token), this.now() + LONGEST) });
    return actor;
  }

  private remember(key: string, verified: Verified): void {
    this.known.delete(key);
    this.known.set(key, verified);
    if (this.known.size <= MOST) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      return;
    }
  }
}

/** Epoch milliseconds, of a token whose signature holds. */
function expiryOf(token: string): number {
  const [, payload = ''] = token.split('.');
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  return exp * 1_000;
}
