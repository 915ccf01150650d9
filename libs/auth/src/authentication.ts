// Ambient types are found by path: a program that imports this library's source does not include its folder.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./passport.d.ts" />
import { Injectable } from '@nestjs/common';
import passport from 'passport';
import BearerStrategy from 'passport-http-bearer';
import type { Actor } from './actor.js';
import { Unauthenticated } from './errors.js';
import { TokenVerifier } from './token-verifier.js';
import { VerifiedTokens } from './verified-tokens.js';

/** All that the strategy sees of a request: tokens in a query or a body (RFC 6750 §2.2–2.3) do not exist for it. */
type Presented = { readonly headers: { readonly authorization: string }; readonly audience: string };

/**
 * Passport with its bearer strategy. The authenticator is our own, not the process-wide one of `@nestjs/passport`: two
 * applications in one process (tests) would overwrite each other's strategy.
 */
@Injectable()
export class Authentication {
  private readonly passport = new passport.Authenticator();
  private readonly verified = new VerifiedTokens();

  constructor(verifier: TokenVerifier) {
    const strategy = new BearerStrategy<Presented>({ passReqToCallback: true }, (request, token, done) => {
      const { audience } = request;
      this.verified
        .actorOf(token, audience, () => verifier.verify(token, audience))
        .then((actor) => done(null, actor), done);
    });
    this.passport.use('bearer', strategy);
  }

  /** Who presents this `Authorization` header. Throws Unauthenticated, KeysUnavailable. */
  actorOf(authorization: string, audience: string): Promise<Actor> {
    const presented: Presented = { headers: { authorization }, audience };
    return new Promise((resolve, reject) => {
      const authenticate = this.passport.authenticate('bearer', { session: false }, (error, actor) => {
        if (error) reject(error);
        else if (actor) resolve(actor as Actor);
        else reject(new Unauthenticated('invalid-token', 'the Authorization header is not a bearer token'));
      });
      authenticate(presented, {}, reject);
    });
  }
}
