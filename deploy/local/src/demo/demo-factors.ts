import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptPasskey } from '@opencircle/software-passkey';
import type { Facts } from '../environments.js';

/** What an account of the demo shows beside its password. `totpSecret` in base32, for people; the passkey is for programs. */
export type DemoFactor = { readonly totpSecret?: string; readonly passkey?: KeptPasskey };

/** `<data>/demo-factors.json`: second factors by e-mail address, readable by its owner only. */
export class DemoFactors {
  private readonly file: string;

  constructor({ layout }: Pick<Facts, 'layout'>) {
    this.file = join(layout.data, 'demo-factors.json');
  }

  of(email: string): DemoFactor {
    return this.all()[email] ?? {};
  }

  /** Written before membership is told, so that no account has a factor that nobody holds. */
  remember(email: string, factor: DemoFactor): void {
    const all = { ...this.all(), [email]: { ...this.of(email), ...factor } };
    writeFileSync(`${this.file}.new`, JSON.stringify(all, null, 2), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private all(): Record<string, DemoFactor> {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, DemoFactor>;
    } catch {
      return {};
    }
  }
}
