import { Global, Module } from '@nestjs/common';
import { ACCESS_JUDGE } from '@opencircle/auth';
import { OnAccessRevoked } from './on-access-revoked.js';
import { RevokedAccess } from './revoked-access.js';

/** Ends access within seconds, in every service that hears of it: an event, a table, a judge for the guard. */
@Global()
@Module({
  controllers: [OnAccessRevoked],
  providers: [RevokedAccess, { provide: ACCESS_JUDGE, useExisting: RevokedAccess }],
  exports: [ACCESS_JUDGE],
})
export class AccessModule {}
