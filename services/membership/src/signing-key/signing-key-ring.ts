import { KeysUnavailable, signingKeyOf, type KeyRing, type SigningKey } from '@opencircle/auth';
import { Loop } from '@opencircle/messaging';
import { FieldCipher, Purger, purgeOf, sqlState, Transactions } from '@opencircle/persistence';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { findSigningKeys, type StoredKey } from './find-signing-keys.js';
import { KeyTimes, TRUST_SECONDS } from './key-times.js';
import { RotateKeys } from './rotate-keys.js';

/** Milliseconds between two looks at the table. */
const EVERY = 1_000;

/** A key that is gone: a newer one has signed for longer than a token lives. */
const GONE = `signs_from < (SELECT max(newer.signs_from) FROM signing_key newer
                WHERE newer.signs_from + make_interval(secs => $2) < clock_timestamp())`;

/** This replica's keys, a second behind the table at most. A replica that cannot read it soon neither signs nor tells. */
@Injectable()
export class SigningKeyRing implements KeyRing, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SigningKeyRing.name);
  private readonly loop = new Loop({
    step: async () => {
      await this.read();
      return EVERY;
    },
    failed: (error) => this.logger.warn({ code: sqlState(error) }, 'signing keys cannot be read'),
  });
  private readonly opened = new Map<string, SigningKey>();
  private known: readonly SigningKey[] = [];
  private active: SigningKey | undefined;
  private readLast = -Infinity;

  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly times: KeyTimes,
    private readonly rotateKeys: RotateKeys,
    purger: Purger,
  ) {
    purger.add('signing-key', purgeOf('signing_key', GONE, [times.overlapSeconds]));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.rotateKeys.ensureFirst();
    await this.read();
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  signing(): SigningKey {
    this.demandFresh();
    if (this.active === undefined) throw new KeysUnavailable(new Error('no key is active'));
    return this.active;
  }

  published(): { keys: SigningKey['publicKey'][] } {
    this.demandFresh();
    return { keys: this.known.map(({ publicKey }) => publicKey) };
  }

  private demandFresh(): void {
    if (performance.now() - this.readLast > TRUST_SECONDS * 1000) {
      throw new KeysUnavailable(new Error('the signing keys have not been read lately'));
    }
  }

  private async read(): Promise<void> {
    const began = performance.now();
    const stored = await this.tx.read((db) => findSigningKeys(db, this.times.overlapSeconds));
    const keys = await Promise.all(stored.map(async (each) => ({ ...each, key: await this.open(each) })));
    this.known = keys.map(({ key }) => key);
    this.active = keys.find(({ state }) => state === 'active')?.key;
    this.readLast = began;
  }

  private async open({ kid, dataKey, privateKey }: StoredKey): Promise<SigningKey> {
    const known = this.opened.get(kid);
    if (known !== undefined) return known;
    const key = await signingKeyOf(JSON.parse(this.cipher.decrypt(dataKey, privateKey)) as object);
    this.opened.set(kid, key);
    return key;
  }
}
