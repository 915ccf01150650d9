import { Module } from '@nestjs/common';
import { OnOrganizationMoved } from './on-organization-moved.js';
import { OnOrganizationRegistered } from './on-organization-registered.js';
import { OnOrganizationRenamed } from './on-organization-renamed.js';
import { OnOrganizationSuspended } from './on-organization-suspended.js';
import { OnOrganizationVerified } from './on-organization-verified.js';

@Module({
  controllers: [
    OnOrganizationRegistered,
    OnOrganizationMoved,
    OnOrganizationRenamed,
    OnOrganizationSuspended,
    OnOrganizationVerified,
  ],
})
export class OrganizationModule {}
