import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';

/** What can be wrong with an issuer. `unreachable` is all that is said of how reaching it went: whoever asks must learn nothing of our network. */
const issuerFaults = {
  'not-an-address': 'must be an address such as https://login.example.org',
  'not-https': 'must begin with https://',
  'has-port': 'must not name a port: it is asked at 443',
  'has-credentials': 'must not hold a user name or password',
  'has-query': 'must not have a query (?)',
  'has-fragment': 'must not have a fragment (#)',
  unreachable: 'must be where an OpenID provider of this very name answers, on the public Internet',
  unsuitable: 'must offer sign-in by code, a client secret, and ID tokens signed with a private key',
} as const;
export type IssuerFault = keyof typeof issuerFaults;

export function issuerRefused(rule: IssuerFault): DomainError {
  return failure('issuer-refused', `the issuer ${issuerFaults[rule]}`, [
    { pointer: '/issuer', rule, detail: issuerFaults[rule] },
  ]);
}

/** The one answer to whatever is wrong with a sign-in by a provider. */
export function providerRefused(): DomainError {
  return failure('provider-refused', 'your organization did not sign you in; try again, or sign in another way');
}
