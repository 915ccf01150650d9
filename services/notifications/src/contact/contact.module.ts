import { Module } from '@nestjs/common';
import { ContactDirectory } from './contact-directory.js';
import { InternalCalls } from './internal-calls.js';
import { MailLinks } from './mail-links.js';
import { ServiceToken } from './service-token.js';

@Module({
  providers: [ServiceToken, InternalCalls, ContactDirectory, MailLinks],
  exports: [ContactDirectory, MailLinks],
})
export class ContactModule {}
