import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { organizationId, type OrganizationId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { cursorOf, cursorSchema, limitSchema, pageOf } from '../page.js';
import { scoped } from '../scoped-key.js';
import { FindOrganizations } from './find-organizations.js';
import { MoveOrganization } from './move-organization.js';
import { organizationKind, organizationName } from './organization.js';
import { organizationView, type OrganizationView } from './organization.view.js';
import { RegisterOrganization } from './register-organization.js';

const newOrganization = z.strictObject({
  name: organizationName,
  kind: organizationKind,
  parentId: organizationId.nullable().default(null),
});
const move = z.strictObject({ parentId: organizationId.nullable() });
const listQuery = z.object({
  cursor: cursorSchema(z.tuple([organizationId])).optional(),
  limit: limitSchema,
  /** A part of the name. */
  q: z.string().trim().min(1).max(200).optional(),
});
const organizationPage = pageOf(organizationView);

@Controller('v1/organizations')
export class OrganizationController {
  constructor(
    private readonly registerOrganization: RegisterOrganization,
    private readonly moveOrganization: MoveOrganization,
    private readonly findOrganizations: FindOrganizations,
  ) {}

  @Post()
  @Allow('organization.create')
  @Answers(201, organizationView)
  register(
    @Body({ schema: newOrganization }) organization: z.output<typeof newOrganization>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<OrganizationView> {
    return this.registerOrganization.run(organization, actor, scoped('organizations', actor, key));
  }

  @Post(':id/moves')
  @Allow('organization.move')
  @Answers(201, organizationView)
  move(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: move }) { parentId }: z.output<typeof move>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<OrganizationView> {
    return this.moveOrganization.run({ organizationId: id, parentId }, actor, scoped('organization-moves', actor, key));
  }

  @Get()
  @Allow('organization.list')
  @Answers(200, organizationPage)
  async list(
    @Query({ schema: listQuery }) { cursor, limit, q }: z.output<typeof listQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof organizationPage>> {
    const { items, more } = await this.findOrganizations.run({ after: cursor?.[0], limit, words: q }, actor);
    const last = items.at(-1);
    return { items, next: more && last ? cursorOf([last.id]) : null };
  }

  @Get(':id')
  @Allow('organization.read')
  @Answers(200, organizationView)
  read(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<OrganizationView> {
    return this.findOrganizations.one(id, actor);
  }
}
