import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { askMembership, ContactsUnavailable } from './ask-membership.js';
import { ServiceToken } from './service-token.js';

/** Calls to membership's internal addresses, with this service's token. */
@Injectable()
export class InternalCalls {
  constructor(private readonly token: ServiceToken) {}

  /** Asks once more with a fresh token when the old one is not taken. Throws ContactsUnavailable. */
  async ask<S extends z.ZodType>(schema: S, url: string, body: object): Promise<z.output<S>> {
    try {
      return await askMembership(schema, url, body, await this.token.current());
    } catch (error) {
      if (!(error instanceof ContactsUnavailable) || error.status !== 401) throw error;
      this.token.forget();
      return askMembership(schema, url, body, await this.token.current());
    }
  }
}
