import { Inject, Injectable } from '@nestjs/common';
import { personId, type PersonId } from '@opencircle/contracts';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { InternalCalls } from './internal-calls.js';

const answer = z.object({ links: z.array(z.object({ linkId: z.uuid(), personId, url: z.url() })) });

export type MailLink = { personId: PersonId; url: string };

/** Asks membership where links lead, when their mails are sent. They are not kept. */
@Injectable()
export class MailLinks {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly calls: InternalCalls,
  ) {}

  /** By link id; a link that was used or is over is not in it. Throws ContactsUnavailable. */
  async find(linkIds: string[]): Promise<Map<string, MailLink>> {
    if (linkIds.length === 0) return new Map();
    const url = `${this.environment.MEMBERSHIP_URL}/v1/internal/mail-links:batch`;
    const { links } = await this.calls.ask(answer, url, { linkIds });
    return new Map(links.map(({ linkId, ...link }) => [linkId, link]));
  }
}
