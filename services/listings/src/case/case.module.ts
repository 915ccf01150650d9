import { Module } from '@nestjs/common';
import { CaseController } from './case.controller.js';
import { ClaimCase } from './claim-case.js';
import { DecideCase } from './decide-case.js';
import { DecideCases } from './decide-cases.js';
import { FindCases } from './find-cases.js';
import { OpenCase } from './open-case.js';

@Module({
  controllers: [CaseController],
  providers: [ClaimCase, DecideCase, DecideCases, FindCases, OpenCase],
  exports: [OpenCase],
})
export class CaseModule {}
