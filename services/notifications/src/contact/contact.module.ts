import { Module } from '@nestjs/common';
import { ContactDirectory } from './contact-directory.js';
import { ServiceToken } from './service-token.js';

@Module({ providers: [ServiceToken, ContactDirectory], exports: [ContactDirectory] })
export class ContactModule {}
