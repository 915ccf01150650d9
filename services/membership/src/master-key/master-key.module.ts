import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { RewrapDataKeys } from './rewrap-data-keys.js';

/** What is done when the master key changes. */
@Module({ imports: [PersonModule], providers: [RewrapDataKeys] })
export class MasterKeyModule {}
