import type { IssuerFault } from './identity-provider.errors.js';

/** What is wrong with an issuer as an address (OpenID Connect Core §2; Discovery §3), before anybody asks there. */
export function issuerFault(issuer: string, isInside: (url: URL) => boolean): IssuerFault | undefined {
  const url = URL.parse(issuer);
  if (url === null) return 'not-an-address';
  if (url.protocol !== 'https:' && !isInside(url)) return 'not-https';
  if (url.port !== '' && !isInside(url)) return 'has-port';
  if (url.username !== '' || url.password !== '') return 'has-credentials';
  if (issuer.includes('#')) return 'has-fragment';
  if (issuer.includes('?')) return 'has-query';
  return undefined;
}
