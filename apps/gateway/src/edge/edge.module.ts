import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { ConsoleFiles } from './console-files.js';
import { Edge } from './edge.js';
import { ApiProxy } from './proxy-api.js';
import { FinderProxy } from './proxy-finder.js';

@Module({ imports: [SessionModule], providers: [Edge, ApiProxy, ConsoleFiles, FinderProxy] })
export class EdgeModule {}
