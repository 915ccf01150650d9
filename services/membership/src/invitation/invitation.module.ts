import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { SessionModule } from '../session/session.module.js';
import { AcceptInvitation } from './accept-invitation.js';
import { FindInvitations } from './find-invitations.js';
import { InvitationController } from './invitation.controller.js';
import { InviteStaff } from './invite-staff.js';
import { OrganizationInvitationController } from './organization-invitation.controller.js';
import { PurgeInvitations } from './purge-invitations.js';
import { RevokeInvitation } from './revoke-invitation.js';

@Module({
  imports: [SessionModule, OrganizationModule],
  controllers: [OrganizationInvitationController, InvitationController],
  providers: [InviteStaff, FindInvitations, RevokeInvitation, AcceptInvitation, PurgeInvitations],
})
export class InvitationModule {}
