import { Module } from '@nestjs/common';
import { FieldCipher } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { BootstrapAdmin } from './bootstrap-admin.js';
import { PasswordHasher } from './password-hasher.js';
import { PersonController } from './person.controller.js';
import { PersonalFields } from './personal-fields.js';
import { RegisterPerson } from './register-person.js';
import { StorePerson } from './store-person.js';

const fieldCipher = {
  provide: FieldCipher,
  useFactory: ({ MASTER_KEY, LOOKUP_KEY }: Environment) => new FieldCipher(MASTER_KEY, LOOKUP_KEY),
  inject: [ENVIRONMENT],
};

@Module({
  controllers: [PersonController],
  providers: [fieldCipher, PersonalFields, PasswordHasher, StorePerson, RegisterPerson, BootstrapAdmin],
  exports: [FieldCipher, PersonalFields, PasswordHasher, StorePerson],
})
export class PersonModule {}
