import { Module } from '@nestjs/common';
import { TokenIssuer } from '@opencircle/auth';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from './environment.js';

/** The signing key, in one place. */
@Module({
  providers: [
    {
      provide: TokenIssuer,
      useFactory: ({ ISSUER, SIGNING_KEY }: Environment) => TokenIssuer.of({ issuer: ISSUER, signingKey: SIGNING_KEY }),
      inject: [ENVIRONMENT],
    },
  ],
  exports: [TokenIssuer],
})
export class TokenModule {}
