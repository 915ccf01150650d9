import { Module } from '@nestjs/common';
import { OnOrganizationRegistered } from './on-organization-registered.js';

@Module({ controllers: [OnOrganizationRegistered] })
export class OrganizationModule {}
