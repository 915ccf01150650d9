import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { ContactController } from './contact.controller.js';
import { FindContacts } from './find-contacts.js';

@Module({ imports: [PersonModule], controllers: [ContactController], providers: [FindContacts] })
export class ContactModule {}
