import { Module } from '@nestjs/common';
import { EdgeModule } from './edge/edge.module.js';
import { SessionModule } from './session/session.module.js';

@Module({ imports: [SessionModule, EdgeModule] })
export class AppModule {}
