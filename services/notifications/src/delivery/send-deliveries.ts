import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { ContactDirectory, ContactsUnavailable, type Contact } from '../contact/contact-directory.js';
import { MailLinks, type MailLink } from '../contact/mail-links.js';
import type { Environment } from '../environment.js';
import { MailFailure } from '../mail/mail-failure.js';
import { Mailer } from '../mail/mailer.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { ClaimDeliveries, type Claim } from './claim-deliveries.js';
import type { Failure } from './next-step.js';
import { SettleDelivery } from './settle-delivery.js';
import { writeLetter, writeLinkLetter } from './write-letter.js';
import type { Letter } from '../template/letter.js';

/** What membership says about a batch. */
type Asked = { contacts: Map<string, Contact>; links: Map<string, MailLink> };

/** Small, so that a dead sender leaves little behind and a lease need not be long. */
const BATCH = 10;

/**
 * Takes up what is due, asks membership for the contacts, sends, and writes down each outcome. A crash between the
 * SMTP server's yes and our commit sends that mail again when the lease has run out, with the same Message-ID.
 */
@Injectable()
export class SendDeliveries {
  private readonly logger = new Logger(SendDeliveries.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly claimDeliveries: ClaimDeliveries,
    private readonly contacts: ContactDirectory,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly settle: SettleDelivery,
    private readonly metrics: DeliveryMetrics,
  ) {}

  /** How many were taken up; as many as fit into a batch when there may be more. */
  async run(): Promise<{ taken: number; more: boolean }> {
    const claims = await this.claimDeliveries.run(BATCH);
    if (claims.length > 0) await this.sendAll(claims);
    return { taken: claims.length, more: claims.length === BATCH };
  }

  private async sendAll(claims: Claim[]): Promise<void> {
    const asked = await this.ask(claims);
    await Promise.all(claims.map((claim) => this.sendOne(claim, asked)));
  }

  private async ask(claims: Claim[]): Promise<Asked | ContactsUnavailable> {
    try {
      const contacts = await this.contacts.find([...new Set(claims.map((claim) => claim.recipientId))]);
      const links = await this.links.find(claims.flatMap(({ linkId }) => linkId ?? []));
      return { contacts, links };
    } catch (error) {
      if (error instanceof ContactsUnavailable) return error;
      throw error;
    }
  }

  private async sendOne(claim: Claim, asked: Asked | ContactsUnavailable): Promise<void> {
    const failure = await this.attempt(claim, asked);
    this.metrics.attempted(claim.template, failure?.code);
    if (failure === undefined) return this.settle.sent(claim);
    this.logger.warn({ code: failure.code, attempt: claim.attempts }, 'delivery not made');
    await this.settle.failed(claim, failure);
  }

  private async attempt(claim: Claim, asked: Asked | ContactsUnavailable): Promise<Failure | undefined> {
    const over = claim.linkId === null ? 'session-begun' : 'link-over';
    if (claim.usefulUntil.getTime() <= Date.now()) return { code: over, kind: 'pointless' };
    if (asked instanceof ContactsUnavailable) return { code: asked.code, kind: 'passing' };
    const contact = asked.contacts.get(claim.recipientId);
    if (contact === undefined) return { code: 'no-contact', kind: 'pointless' };
    const letter = this.letterFor(claim, contact, asked.links);
    if ('code' in letter) return letter;
    try {
      await this.mailer.send(contact.email, letter, claim.idempotencyKey);
      return undefined;
    } catch (error) {
      if (error instanceof MailFailure) return { code: error.code, kind: error.refused ? 'refused' : 'passing' };
      throw error;
    }
  }

  private letterFor(claim: Claim, { language }: Contact, links: Map<string, MailLink>): Letter | Failure {
    if (claim.linkId !== null) {
      const link = links.get(claim.linkId);
      if (link?.personId !== claim.recipientId) return { code: 'link-over', kind: 'pointless' };
      return writeLinkLetter(claim.template, link.url, language);
    }
    const { zone, name } = claim;
    if (zone === null || name === null) return { code: 'listing-unknown', kind: 'passing' };
    return writeLetter(claim, { zone, name }, language, this.environment.PUBLIC_URL);
  }
}
