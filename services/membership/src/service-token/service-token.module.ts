import { Module } from '@nestjs/common';
import { TokenModule } from '../token.module.js';
import { IssueServiceToken } from './issue-service-token.js';
import { ServiceTokenController } from './service-token.controller.js';

@Module({ imports: [TokenModule], controllers: [ServiceTokenController], providers: [IssueServiceToken] })
export class ServiceTokenModule {}
