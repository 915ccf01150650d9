import { Module } from '@nestjs/common';
import { SigningKeyModule } from '../signing-key/signing-key.module.js';
import { IssueServiceToken } from './issue-service-token.js';
import { ServiceTokenController } from './service-token.controller.js';

@Module({ imports: [SigningKeyModule], controllers: [ServiceTokenController], providers: [IssueServiceToken] })
export class ServiceTokenModule {}
