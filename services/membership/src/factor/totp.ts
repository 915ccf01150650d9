import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with the parameters that every authenticator app understands. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Seconds that a clock may be off, in steps: one before, one after (RFC 6238 §5.2). */
const WINDOW = 1;

/** 160 random bits in base32, as RFC 4226 §4 asks. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** `otpauth://…`, what a QR code holds. `account` is how the app names the entry. */
export function totpUri(secret: string, issuer: string, account: string): string {
  return new TOTP({ ...PARAMETERS, issuer, label: account, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step that a code belongs to, or undefined when it is none of now. `now` in milliseconds since 1970. */
export function stepOf(code: string, secret: string, now: number): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const totp = new TOTP({ ...PARAMETERS, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PARAMETERS.period) + delta;
}
