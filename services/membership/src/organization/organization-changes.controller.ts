import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { organizationId, type OrganizationId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { ChangeState } from './change-state.js';
import { organizationName } from './organization.js';
import { organizationView, type OrganizationView } from './organization.view.js';
import { RenameOrganization } from './rename-organization.js';

const named = z.strictObject({ name: organizationName });

/** Each may be repeated: the answer is what holds then. */
@Controller('v1/organizations/:id')
export class OrganizationChangesController {
  constructor(
    private readonly changeState: ChangeState,
    private readonly renameOrganization: RenameOrganization,
  ) {}

  @Post('verifications')
  @Allow('organization.verify')
  @Answers(201, organizationView)
  verify(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<OrganizationView> {
    return this.changeState.run(id, 'verified', actor);
  }

  @Post('suspensions')
  @Allow('organization.suspend')
  @Answers(201, organizationView)
  suspend(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<OrganizationView> {
    return this.changeState.run(id, 'suspended', actor);
  }

  @Post('renamings')
  @Allow('organization.rename')
  @Answers(201, organizationView)
  rename(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: named }) { name }: z.infer<typeof named>,
    @CurrentActor() actor: Actor,
  ): Promise<OrganizationView> {
    return this.renameOrganization.run(id, name, actor);
  }
}
