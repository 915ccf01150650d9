import { Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import type { Client } from '../session/client.js';
import { RequestLimit } from '../session/request-limit.js';
import { refusedAs, SignInRefused } from '../session/sign-in-refused.js';
import { StartSession, type Started } from '../session/start-session.js';
import { providerRefused } from './identity-provider.errors.js';
import { PinSubject, type Admitted } from './pin-subject.js';
import type { ProviderAnswer, ProviderFlow } from './provider-flow.js';
import { RedeemCode } from './redeem-code.js';
import { usableProvider } from './usable-provider.js';

/** A code cannot be guessed; each try makes us ask a provider. */
const uses = { name: 'provider-use', most: 60, window: 900 } as const;

/** A flow is finished once, whatever the provider thinks of a code that comes twice. Seconds as the gateway keeps it. */
const once = { name: 'provider-flow', most: 1, window: 600 } as const;

/**
 * Signs in who comes back from their organization's provider. It stands for the password: who has a second factor is asked
 * for it all the same, for what the provider says of its own (`acr`, `amr`) is not believed.
 */
@Injectable()
export class SignInByProvider {
  private readonly logger = new Logger(SignInByProvider.name);

  constructor(
    private readonly tx: Transactions,
    private readonly limit: RequestLimit,
    private readonly redeemCode: RedeemCode,
    private readonly pinSubject: PinSubject,
    private readonly startSession: StartSession,
  ) {}

  /** Throws `provider-refused`, `too-many-attempts`. */
  async run(flow: ProviderFlow, answer: ProviderAnswer, client: Client): Promise<Started> {
    await this.limit.demand(uses, client);
    return refusedAs(providerRefused, this.logger, async () => {
      const { personId, account } = await this.admit(flow, answer);
      const { organizationId, configuredAt } = flow;
      const by = { method: 'provider', organizationId, configuredAt: new Date(configuredAt) } as const;
      return this.startSession.run(personId, account, by, client);
    });
  }

  /** No transaction is open while the provider is asked. Throws SignInRefused. */
  private async admit(flow: ProviderFlow, answer: ProviderAnswer): Promise<Admitted> {
    if (!(await this.limit.allows(once, flow.state))) throw new SignInRefused('flow-used');
    const provider = await this.tx.run((db) => usableProvider(db, flow.organizationId));
    if (provider?.configuredAt.toISOString() !== flow.configuredAt) throw new SignInRefused('provider-changed');
    const vouched = await this.redeemCode.run(provider, flow, answer);
    return this.tx.run(async (db) => {
      const still = await usableProvider(db, flow.organizationId);
      if (still?.configuredAt.toISOString() !== flow.configuredAt) throw new SignInRefused('provider-changed');
      return this.pinSubject.run(db, flow.organizationId, vouched);
    });
  }
}
