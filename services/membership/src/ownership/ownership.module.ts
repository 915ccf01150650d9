import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { PersonModule } from '../person/person.module.js';
import { AcceptOwnership } from './accept-ownership.js';
import { FindOffers } from './find-offers.js';
import { OfferOwnership } from './offer-ownership.js';
import { OwnershipController } from './ownership.controller.js';

@Module({
  imports: [OrganizationModule, PersonModule],
  controllers: [OwnershipController],
  providers: [OfferOwnership, AcceptOwnership, FindOffers],
})
export class OwnershipModule {}
