import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { CreateListing } from './create-listing.js';
import { EditListing } from './edit-listing.js';
import { FindListings } from './find-listings.js';
import { ListingController } from './listing.controller.js';
import { SubmitListing } from './submit-listing.js';
import { SubmitRevision } from './submit-revision.js';

@Module({
  imports: [CaseModule],
  controllers: [ListingController],
  providers: [CreateListing, EditListing, FindListings, SubmitListing, SubmitRevision],
  exports: [SubmitRevision],
})
export class ListingModule {}
