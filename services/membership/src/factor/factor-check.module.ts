import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { CheckFactor } from './check-factor.js';
import { PasskeyCeremony } from './passkey-ceremony.js';

/** Judging a factor, which signing in needs; enrolling needs a session, and stands in its own module. */
@Module({
  imports: [PersonModule],
  providers: [CheckFactor, PasskeyCeremony],
  exports: [CheckFactor, PasskeyCeremony],
})
export class FactorCheckModule {}
