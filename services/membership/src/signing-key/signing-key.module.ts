import { Module } from '@nestjs/common';
import { TokenIssuer } from '@opencircle/auth';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { PersonModule } from '../person/person.module.js';
import { JwksController } from './jwks.controller.js';
import { KeyTimes } from './key-times.js';
import { RotateKeys } from './rotate-keys.js';
import { SigningKeyRing } from './signing-key-ring.js';

/** The keys of access tokens, and who signs with them. */
@Module({
  imports: [PersonModule],
  controllers: [JwksController],
  providers: [
    KeyTimes,
    RotateKeys,
    SigningKeyRing,
    {
      provide: TokenIssuer,
      useFactory: ({ ISSUER }: Environment, ring: SigningKeyRing, { tokenSeconds }: KeyTimes) =>
        new TokenIssuer(ISSUER, ring, tokenSeconds),
      inject: [ENVIRONMENT, SigningKeyRing, KeyTimes],
    },
  ],
  exports: [TokenIssuer],
})
export class SigningKeyModule {}
