/** Whether Node is told to believe every certificate (any value that it reads as 0). Nothing of ours may run like that. */
export function isVerificationOff(variables: Readonly<Record<string, string | undefined>>): boolean {
  return variables['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
}

export const VERIFICATION_OFF = {
  variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
  rule: 'must not be 0: certificates are always verified; NODE_EXTRA_CA_CERTS names authorities of your own',
} as const;

/** Whether an address leaves certificates verified, where it is encrypted: parameters of pg and nodemailer can undo that. */
export function isVerified(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return true;
  const names = [...url.searchParams.keys()].map((name) => name.toLowerCase());
  if (url.protocol.startsWith('smtp')) return !names.some((name) => name.startsWith('tls.'));
  return !names.includes('uselibpqcompat') && !url.searchParams.getAll('sslmode').includes('no-verify');
}
