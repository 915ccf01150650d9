import { Module } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { SessionModule } from '../session/session.module.js';
import { ConfigureProvider } from './configure-provider.js';
import { FindProviders } from './find-providers.js';
import { IdentityProviderController } from './identity-provider.controller.js';
import { PinSubject } from './pin-subject.js';
import { ProviderFetch } from './provider-fetch.js';
import { ProviderSessionController } from './provider-session.controller.js';
import { Providers } from './providers.js';
import { RedeemCode } from './redeem-code.js';
import { SignInByProvider } from './sign-in-by-provider.js';
import { StartByProvider } from './start-by-provider.js';

const providerFetch = {
  provide: ProviderFetch,
  useFactory: ({ INSIDE_PROVIDERS }: Environment) => new ProviderFetch(INSIDE_PROVIDERS),
  inject: [ENVIRONMENT],
};

@Module({
  imports: [SessionModule],
  controllers: [IdentityProviderController, ProviderSessionController],
  providers: [
    providerFetch,
    Providers,
    FindProviders,
    ConfigureProvider,
    StartByProvider,
    RedeemCode,
    PinSubject,
    SignInByProvider,
  ],
})
export class IdentityProviderModule {}
