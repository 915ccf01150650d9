import { Module } from '@nestjs/common';
import { DeliveryModule } from './delivery/delivery.module.js';
import { ListingModule } from './listing/listing.module.js';

@Module({ imports: [ListingModule, DeliveryModule] })
export class AppModule {}
