import { auditMigrations } from '@opencircle/audit';
import { messagingMigrations } from '@opencircle/messaging';
import { persistenceMigrations } from '@opencircle/persistence';
import { accessMigrations, type ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { environment } from './environment.js';
import { Group } from './group/group.js';
import { IdentityProvider } from './identity-provider/identity-provider.js';
import { Invitation } from './invitation/invitation.js';
import { rewrapDataKeys } from './master-key/rewrap-data-keys.command.js';
import { ModeratorAssignment1795900000000 } from './migrations/1795900000000-moderator-assignment.js';
import { Access1795941000000 } from './migrations/1795941000000-access.js';
import { Organization1795392102000 } from './migrations/1795392102000-organization.js';
import { Person1795392100000 } from './migrations/1795392100000-person.js';
import { Purge1795392105000 } from './migrations/1795392105000-purge.js';
import { Session1795392101000 } from './migrations/1795392101000-session.js';
import { SupportGroup1795392103000 } from './migrations/1795392103000-support-group.js';
import { Visit1795392104000 } from './migrations/1795392104000-visit.js';
import { FactorRowSecurity1795960000000 } from './migrations/1795960000000-factor-row-security.js';
import { OrganizationTree1795910100000 } from './migrations/1795910100000-organization-tree.js';
import { RowSecurity1795910101000 } from './migrations/1795910101000-row-security.js';
import { SecondFactor1795920100000 } from './migrations/1795920100000-second-factor.js';
import { MailLink1795920200000 } from './migrations/1795920200000-mail-link.js';
import { SignInThrottle1795920300000 } from './migrations/1795920300000-sign-in-throttle.js';
import { Invitation1795970100000 } from './migrations/1795970100000-invitation.js';
import { IdentityProvider1795980100000 } from './migrations/1795980100000-identity-provider.js';
import { OrganizationSearch1795990300000 } from './migrations/1795990300000-organization-search.js';
import { PasswordOfChallenge1795990400000 } from './migrations/1795990400000-password-of-challenge.js';
import { SessionProvider1795990200000 } from './migrations/1795990200000-session-provider.js';
import { SessionInactivity1795990500000 } from './migrations/1795990500000-session-inactivity.js';
import { OwnershipOffer1795970200000 } from './migrations/1795970200000-ownership-offer.js';
import { PlatformInvitation1795970300000 } from './migrations/1795970300000-platform-invitation.js';
import { Organization } from './organization/organization.js';
import { Staff } from './organization/staff.js';
import { OwnershipOffer } from './ownership/ownership-offer.js';
import { bootstrapAdmin } from './person/bootstrap-admin.command.js';
import { Credential } from './person/credential.js';
import { Person } from './person/person.js';
import { PlatformRole } from './person/platform-role.js';
import { problems } from './problems.js';
import { rotateKeys } from './signing-key/rotate-keys.command.js';
import { Consent } from './visit/consent.js';
import { Membership } from './visit/membership.js';
import { Visit } from './visit/visit.js';

/** The membership service, as `main.ts` serves it and tests start it. */
export const membership = {
  name: 'membership',
  module: AppModule,
  entities: [
    Person,
    Credential,
    PlatformRole,
    Organization,
    Staff,
    Invitation,
    OwnershipOffer,
    IdentityProvider,
    Group,
    Membership,
    Visit,
    Consent,
  ],
  migrations: [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
    Person1795392100000,
    Session1795392101000,
    Organization1795392102000,
    SupportGroup1795392103000,
    Visit1795392104000,
    Purge1795392105000,
    ModeratorAssignment1795900000000,
    OrganizationTree1795910100000,
    RowSecurity1795910101000,
    SecondFactor1795920100000,
    MailLink1795920200000,
    SignInThrottle1795920300000,
    Access1795941000000,
    FactorRowSecurity1795960000000,
    Invitation1795970100000,
    OwnershipOffer1795970200000,
    PlatformInvitation1795970300000,
    IdentityProvider1795980100000,
    SessionProvider1795990200000,
    OrganizationSearch1795990300000,
    PasswordOfChallenge1795990400000,
    SessionInactivity1795990500000,
  ],
  env: environment,
  problems,
  commands: { 'bootstrap-admin': bootstrapAdmin, 'rotate-keys': rotateKeys, 'rewrap-data-keys': rewrapDataKeys },
} satisfies ServiceDefinition;
