import { Module } from '@nestjs/common';
import { OnOrganizationMoved } from './on-organization-moved.js';
import { OnOrganizationRegistered } from './on-organization-registered.js';

@Module({ controllers: [OnOrganizationRegistered, OnOrganizationMoved] })
export class OrganizationModule {}
