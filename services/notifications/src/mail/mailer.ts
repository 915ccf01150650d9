import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import nodemailer from 'nodemailer';
import type { Environment } from '../environment.js';
import type { Letter } from '../template/letter.js';
import { MailFailure } from './mail-failure.js';
import { messageId } from './message-id.js';

/** Milliseconds. Together they stay well under a delivery's lease. */
const CONNECT_TIMEOUT = 5_000;
const SILENCE_TIMEOUT = 20_000;

/** Hands letters to the SMTP server. Plain text only, and nothing in the headers but what a mail must have. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport;
  private readonly domain: string;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    this.domain = environment.MAIL_FROM.address.split('@')[1] ?? 'localhost';
    this.transport = nodemailer.createTransport({
      url: environment.SMTP_URL,
      pool: true,
      maxConnections: 2,
      maxRequeues: 0,
      connectionTimeout: CONNECT_TIMEOUT,
      greetingTimeout: CONNECT_TIMEOUT,
      socketTimeout: SILENCE_TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Resolves once the server has taken the mail over. Throws MailFailure, whose words never hold an address. */
  async send(to: string, letter: Letter, idempotencyKey: string): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.environment.MAIL_FROM,
        to: { name: '', address: to },
        subject: letter.subject,
        text: letter.text,
        messageId: messageId(idempotencyKey, this.domain),
        xMailer: false,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    } catch (error) {
      throw MailFailure.of(error);
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
