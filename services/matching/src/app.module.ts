import { Module } from '@nestjs/common';
import { Transactions } from '@opencircle/persistence';
import { FindGroup } from './group/find-group.js';
import { GroupIndex } from './group/group-index.js';
import { GroupController } from './group/group.controller.js';
import { IndexFeed } from './group/index-feed.js';
import { OnListingPublished } from './group/on-listing-published.js';
import { OnOrganizationRenamed } from './organization/on-organization-renamed.js';
import { OnOrganizationRegistered } from './organization/on-organization-registered.js';
import { OnOrganizationSuspended } from './organization/on-organization-suspended.js';
import { OnOrganizationVerified } from './organization/on-organization-verified.js';
import { Gazetteer } from './place/gazetteer.js';
import { PlaceController } from './place/place.controller.js';
import { SearchGroups } from './search/search-groups.js';
import { SearchController } from './search/search.controller.js';

@Module({
  controllers: [
    GroupController,
    SearchController,
    PlaceController,
    OnListingPublished,
    OnOrganizationRegistered,
    OnOrganizationRenamed,
    OnOrganizationSuspended,
    OnOrganizationVerified,
  ],
  providers: [
    GroupIndex,
    IndexFeed,
    FindGroup,
    SearchGroups,
    // Loading holds the event loop for a second or two, so it comes after the database has been reached.
    { provide: Gazetteer, inject: [Transactions], useFactory: () => Gazetteer.load() },
  ],
})
export class AppModule {}
