import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { EnrolPasskey } from './enrol-passkey.js';
import { EnrolTotp } from './enrol-totp.js';
import { FactorCheckModule } from './factor-check.module.js';
import { FactorController } from './factor.controller.js';
import { FindFactors } from './find-factors.js';
import { MakeRecoveryCodes } from './make-recovery-codes.js';
import { RemoveFactor } from './remove-factor.js';

@Module({
  imports: [PersonModule, FactorCheckModule],
  controllers: [FactorController],
  providers: [EnrolTotp, EnrolPasskey, MakeRecoveryCodes, RemoveFactor, FindFactors],
})
export class FactorModule {}
