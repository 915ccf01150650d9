import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { ChangeState } from './change-state.js';
import { EndStaff } from './end-staff.js';
import { FindOrganizations } from './find-organizations.js';
import { FindStaff } from './find-staff.js';
import { GrantStaff } from './grant-staff.js';
import { LeaveStaff } from './leave-staff.js';
import { MoveOrganization } from './move-organization.js';
import { OrganizationChangesController } from './organization-changes.controller.js';
import { OrganizationController } from './organization.controller.js';
import { RegisterOrganization } from './register-organization.js';
import { RenameOrganization } from './rename-organization.js';
import { RevokeStaff } from './revoke-staff.js';
import { StaffController } from './staff.controller.js';

@Module({
  imports: [PersonModule],
  controllers: [OrganizationController, OrganizationChangesController, StaffController],
  providers: [
    RegisterOrganization,
    MoveOrganization,
    RenameOrganization,
    ChangeState,
    FindOrganizations,
    GrantStaff,
    EndStaff,
    RevokeStaff,
    LeaveStaff,
    FindStaff,
  ],
  exports: [GrantStaff, EndStaff],
})
export class OrganizationModule {}
