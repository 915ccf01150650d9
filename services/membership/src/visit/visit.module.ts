import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { BookVisit } from './book-visit.js';
import { FindVisits } from './find-visits.js';
import { PurgeVisits } from './purge-visits.js';
import { VisitController } from './visit.controller.js';

@Module({ imports: [PersonModule], controllers: [VisitController], providers: [BookVisit, FindVisits, PurgeVisits] })
export class VisitModule {}
