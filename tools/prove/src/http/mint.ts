import { TokenIssuer, type Actor } from '@opencircle/auth';
import { FieldCipher } from '@opencircle/persistence';
import { execute } from '../proof-database.js';

/** Milliseconds after which a token is made anew; they last ten minutes. */
const KEPT_MS = 300_000;

/** Tokens of whoever a proof needs: the issuer's own code, with membership's own key out of its database. */
export class Mint {
  private readonly made = new Map<string, { token: string; at: number }>();

  private constructor(private readonly issuer: TokenIssuer) {}

  static async of(superUrl: string, keys: { master: Buffer; lookup: Buffer }, issuer: string): Promise<Mint> {
    const [row] = await execute<{ data_key: Buffer; private_key: Buffer }>(
      superUrl,
      'SELECT data_key, private_key FROM signing_key',
    );
    if (row === undefined) throw new Error('membership has no key');
    const signingKey = new FieldCipher(keys.master, keys.lookup).decrypt(row.data_key, row.private_key);
    return new Mint(await TokenIssuer.of({ issuer, signingKey: JSON.parse(signingKey) as object }));
  }

  /** Undefined for whoever is anonymous. */
  async tokenOf(actor: Actor, audience: string): Promise<string | undefined> {
    if (actor.kind === 'anonymous') return undefined;
    const name = JSON.stringify([actor, audience]);
    const known = this.made.get(name);
    if (known !== undefined && performance.now() - known.at < KEPT_MS) return known.token;
    const { accessToken } = await this.issuer.issue(actor, { audience });
    this.made.set(name, { token: accessToken, at: performance.now() });
    return accessToken;
  }
}
