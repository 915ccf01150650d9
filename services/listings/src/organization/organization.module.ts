import { Module } from '@nestjs/common';
import { OnOrganizationMoved } from './on-organization-moved.js';
import { OnOrganizationRegistered } from './on-organization-registered.js';
import { OnOrganizationRenamed } from './on-organization-renamed.js';

@Module({ controllers: [OnOrganizationRegistered, OnOrganizationMoved, OnOrganizationRenamed] })
export class OrganizationModule {}
