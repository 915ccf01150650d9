import { Module } from '@nestjs/common';
import { OnListingPublished } from './on-listing-published.js';

@Module({ controllers: [OnListingPublished] })
export class ListingModule {}
