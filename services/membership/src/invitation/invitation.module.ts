import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module.js';
import { PersonModule } from '../person/person.module.js';
import { SessionModule } from '../session/session.module.js';
import { AcceptInvitation } from './accept-invitation.js';
import { FindInvitations } from './find-invitations.js';
import { InvitationController } from './invitation.controller.js';
import { InviteStaff } from './invite-staff.js';
import { InviteToPlatform } from './invite-to-platform.js';
import { OpenInvitation } from './open-invitation.js';
import { OrganizationInvitationController } from './organization-invitation.controller.js';
import { PlatformInvitationController } from './platform-invitation.controller.js';
import { PurgeInvitations } from './purge-invitations.js';
import { RevokeInvitation } from './revoke-invitation.js';

@Module({
  imports: [SessionModule, PersonModule, OrganizationModule],
  controllers: [OrganizationInvitationController, PlatformInvitationController, InvitationController],
  providers: [
    OpenInvitation,
    InviteStaff,
    InviteToPlatform,
    FindInvitations,
    RevokeInvitation,
    AcceptInvitation,
    PurgeInvitations,
  ],
})
export class InvitationModule {}
