import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { AcceptOwnership } from './accept-ownership.js';
import { OfferOwnership } from './offer-ownership.js';
import { OwnershipController } from './ownership.controller.js';

@Module({
  imports: [OrganizationModule],
  controllers: [OwnershipController],
  providers: [OfferOwnership, AcceptOwnership],
})
export class OwnershipModule {}
