import { Module } from '@nestjs/common';
import { PasswordModule } from '../password/password.module.js';
import { PersonModule } from '../person/person.module.js';
import { SessionModule } from '../session/session.module.js';
import { FindMailLinks } from './find-mail-links.js';
import { MailLinkSorter } from './mail-link-sorter.js';
import { MailLinkController } from './mail-link.controller.js';
import { PurgeMailLinks } from './purge-mail-links.js';
import { RequestMailLink } from './request-mail-link.js';
import { ResetPassword } from './reset-password.js';
import { SignInByLink } from './sign-in-by-link.js';
import { SortMailLinks } from './sort-mail-links.js';

@Module({
  imports: [PersonModule, SessionModule, PasswordModule],
  controllers: [MailLinkController],
  providers: [
    RequestMailLink,
    SortMailLinks,
    MailLinkSorter,
    SignInByLink,
    ResetPassword,
    FindMailLinks,
    PurgeMailLinks,
  ],
})
export class MailLinkModule {}
