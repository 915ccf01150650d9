import { Module } from '@nestjs/common';
import { FieldCipher } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { EndProviderSessions } from '../session/end-provider-sessions.js';
import { EndSessions } from '../session/end-sessions.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { BootstrapAdmin } from './bootstrap-admin.js';
import { DisablePerson } from './disable-person.js';
import { EnablePerson } from './enable-person.js';
import { FindPeople } from './find-people.js';
import { GrantPlatformRole } from './grant-platform-role.js';
import { PasswordHasher } from './password-hasher.js';
import { PersonAccessController } from './person-access.controller.js';
import { PersonController } from './person.controller.js';
import { PersonalFields } from './personal-fields.js';
import { RegisterPerson } from './register-person.js';
import { RenamePerson } from './rename-person.js';
import { ResetFactors } from './reset-factors.js';
import { RevokePlatformRole } from './revoke-platform-role.js';
import { StorePerson } from './store-person.js';

const fieldCipher = {
  provide: FieldCipher,
  useFactory: ({ MASTER_KEY, LOOKUP_KEY, OTHER_MASTER_KEYS }: Environment) =>
    new FieldCipher(MASTER_KEY, LOOKUP_KEY, OTHER_MASTER_KEYS),
  inject: [ENVIRONMENT],
};

@Module({
  controllers: [PersonController, PersonAccessController],
  providers: [
    fieldCipher,
    PersonalFields,
    PasswordHasher,
    StorePerson,
    RegisterPerson,
    BootstrapAdmin,
    FindPeople,
    DisablePerson,
    EnablePerson,
    RenamePerson,
    ResetFactors,
    GrantPlatformRole,
    RevokePlatformRole,
    RevokeAccess,
    EndProviderSessions,
    EndSessions,
  ],
  exports: [
    FieldCipher,
    PersonalFields,
    PasswordHasher,
    StorePerson,
    RevokeAccess,
    EndProviderSessions,
    EndSessions,
    GrantPlatformRole,
    RenamePerson,
  ],
})
export class PersonModule {}
