import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { tooBusy } from './person.errors.js';
import { Busy, Semaphore } from './semaphore.js';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at once leaves cores and libuv threads for everything else; the line is about three seconds long. */
const AT_ONCE = 2;
const IN_LINE = 100;

/** Hashes and checks passwords off the event loop, a few at a time. Throws `too-busy` when too many wait. */
@Injectable()
export class PasswordHasher {
  private readonly semaphore = new Semaphore(AT_ONCE, IN_LINE);
  private readonly nobody = this.hash(randomBytes(32).toString('hex'));

  /** The PHC string of the password in NFKC, as NIST SP 800-63B-4 §3.1.1.2 asks. */
  hash(password: string): Promise<string> {
    return this.alone(() => hash(password.normalize('NFKC'), COST));
  }

  /** Takes the same work whether there is a hash or not, so that time does not tell which accounts exist. */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await this.nobody);
    const same = await this.alone(() => verify(against, password.normalize('NFKC')));
    return same && stored !== undefined;
  }

  /** Whether a hash was made with less memory or fewer passes than hashes are made with now. */
  isOutdated(stored: string): boolean {
    const { m = '0', t = '0' } = /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=1\$/.exec(stored)?.groups ?? {};
    return Number(m) < COST.memoryCost || Number(t) < COST.timeCost;
  }

  private async alone<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.semaphore.run(work);
    } catch (error) {
      throw error instanceof Busy ? tooBusy() : error;
    }
  }
}
