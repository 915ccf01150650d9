import type { Fault } from './encrypted-addresses.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/** What Node and pg read as: believe every certificate. */
const off: readonly (Fault & { readonly value: string })[] = [
  {
    variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
    value: '0',
    rule: 'must not be 0: certificates are always verified; NODE_EXTRA_CA_CERTS names authorities of your own',
  },
  {
    variable: 'PGSSLMODE',
    value: 'no-verify',
    rule: 'must not be no-verify: certificates are always verified; sslrootcert in the address names an authority of your own',
  },
];

/** Each variable that switches the verification of certificates off. Nothing of ours may run like that. */
export function verificationFaults(variables: Variables): Fault[] {
  return off
    .filter(({ variable, value }) => variables[variable] === value)
    .map(({ variable, rule }) => ({ variable, rule }));
}

/** Whether an address leaves certificates verified, where it is encrypted: parameters of pg and nodemailer can undo that. */
export function isVerified(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return true;
  const names = [...url.searchParams.keys()].map((name) => name.toLowerCase());
  if (url.protocol.startsWith('smtp')) return !names.some((name) => name.startsWith('tls.'));
  const modes = [...url.searchParams.getAll('sslmode'), ...url.searchParams.getAll('ssl')];
  return !names.includes('uselibpqcompat') && !modes.includes('no-verify');
}

/** What a PostgreSQL address must be like. */
export const VERIFIED = 'must not leave certificates unverified (sslmode=no-verify, ssl=no-verify, uselibpqcompat)';
