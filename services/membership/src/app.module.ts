import { Module } from '@nestjs/common';
import { ContactModule } from './contact/contact.module.js';
import { FactorModule } from './factor/factor.module.js';
import { GroupModule } from './group/group.module.js';
import { IdentityProviderModule } from './identity-provider/identity-provider.module.js';
import { InvitationModule } from './invitation/invitation.module.js';
import { MailLinkModule } from './mail-link/mail-link.module.js';
import { MasterKeyModule } from './master-key/master-key.module.js';
import { OrganizationModule } from './organization/organization.module.js';
import { OwnershipModule } from './ownership/ownership.module.js';
import { PersonModule } from './person/person.module.js';
import { ServiceTokenModule } from './service-token/service-token.module.js';
import { SessionModule } from './session/session.module.js';
import { VisitModule } from './visit/visit.module.js';

@Module({
  imports: [
    PersonModule,
    SessionModule,
    FactorModule,
    MailLinkModule,
    OrganizationModule,
    InvitationModule,
    IdentityProviderModule,
    OwnershipModule,
    GroupModule,
    VisitModule,
    ContactModule,
    ServiceTokenModule,
    MasterKeyModule,
  ],
})
export class AppModule {}
