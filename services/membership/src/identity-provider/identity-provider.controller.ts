import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { organizationId, type OrganizationId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { ConfigureProvider } from './configure-provider.js';
import { FindProviders } from './find-providers.js';
import { identityProviderView, type IdentityProviderView } from './identity-provider.view.js';

/** No narrower for the issuer: each thing that can be wrong with it has a rule of its own. */
const settings = z.strictObject({
  issuer: z.string().trim().min(1).max(500),
  clientId: z.string().trim().min(1).max(255),
  clientSecret: z.string().min(1).max(500),
});

/** By which OpenID provider an organization's staff may sign in. What changes it needs a fresh confirmation. */
@Controller('v1/organizations/:id/identity-provider')
export class IdentityProviderController {
  constructor(
    private readonly findProviders: FindProviders,
    private readonly configureProvider: ConfigureProvider,
  ) {}

  @Get()
  @Allow('identity-provider.read')
  @Answers(200, identityProviderView)
  read(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<IdentityProviderView> {
    return this.findProviders.one(id, actor);
  }

  @Put()
  @Allow('identity-provider.configure')
  @Answers(200, identityProviderView)
  configure(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: settings }) given: z.output<typeof settings>,
    @CurrentActor() actor: Actor,
  ): Promise<IdentityProviderView> {
    return this.configureProvider.run(id, given, actor);
  }

  @Delete()
  @Allow('identity-provider.configure')
  @Answers(204)
  remove(@Param('id', { schema: organizationId }) id: OrganizationId, @CurrentActor() actor: Actor): Promise<void> {
    return this.configureProvider.remove(id, actor);
  }
}
