/** What people read of a rule that a refusal names, by the refusal's code. */
export const problemRule = {
  'current-password-refused': {
    needed: 'This account has a password by now. Reload the page, and enter that one too.',
    'none-yet': 'This account has no password yet. Reload the page, and set the first one.',
    wrong: 'This is not your current password. If you have forgotten it, sign out and ask for a mail to set a new one.',
    changed: 'Your password was changed meanwhile. Enter the new one as the current one.',
  },
  'issuer-refused': {
    'not-an-address': 'The issuer must be an address such as https://login.example.org.',
    'not-https': 'The issuer must begin with https://.',
    'has-port': 'The issuer must not name a port: it is asked at 443.',
    'has-credentials': 'The issuer must not hold a user name or password.',
    'has-query': 'The issuer must not have a query (?).',
    'has-fragment': 'The issuer must not have a fragment (#).',
    unreachable: 'The issuer must be where an OpenID provider of this very name answers, on the public Internet.',
    unsuitable: 'The provider must offer sign-in by code, a client secret, and ID tokens signed with a private key.',
  },
};
