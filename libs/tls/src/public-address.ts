/**
 * Whether people may be sent there: by https, or on their own machine. Cookies are `Secure`, passkeys need a secure context
 * (W3C Secure Contexts §3.1), and both take localhost for one.
 */
export function isSecureForPeople(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
}

export const SECURE_FOR_PEOPLE = 'must be https: only localhost, 127.0.0.1 and [::1] may be plain http';
