import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Authentication } from './authentication.js';
import { PolicyGuard } from './policy.guard.js';
import { RouteAudit } from './route-audit.js';
import { TokenVerifier, type KeySource } from './token-verifier.js';

/** Guards every route of an application. `keys` is the issuer's JWKS address, or the set itself. */
@Module({})
export class AuthModule {
  static forRoot({ issuer, keys }: { issuer: string; keys: KeySource }): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(issuer, keys) },
        { provide: APP_GUARD, useClass: PolicyGuard },
        Authentication,
        RouteAudit,
      ],
      exports: [TokenVerifier],
    };
  }
}
