import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { personId, type PersonId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { DisablePerson } from './disable-person.js';
import { EnablePerson } from './enable-person.js';
import { FindPeople, personView, type PersonView } from './find-people.js';
import { GrantPlatformRole } from './grant-platform-role.js';
import { platformGrantFields, scopeIsModerators, type PlatformGrant } from './platform-grant.js';
import { platformRole } from './platform-role.js';
import { ResetFactors } from './reset-factors.js';
import { RevokePlatformRole } from './revoke-platform-role.js';

const named = z.strictObject({ role: platformRole });
const platformGrant = z.strictObject(platformGrantFields).superRefine(scopeIsModerators);

/** What admins decide about a person's access. Each may be repeated: the answer is what holds then. */
@Controller('v1/people/:id')
export class PersonAccessController {
  constructor(
    private readonly disablePerson: DisablePerson,
    private readonly enablePerson: EnablePerson,
    private readonly resetFactors: ResetFactors,
    private readonly grantPlatformRole: GrantPlatformRole,
    private readonly revokePlatformRole: RevokePlatformRole,
    private readonly findPeople: FindPeople,
  ) {}

  @Post('disablements')
  @Allow('person.disable')
  @Answers(201, personView)
  async disable(@Param('id', { schema: personId }) id: PersonId, @CurrentActor() actor: Actor): Promise<PersonView> {
    await this.disablePerson.run(id, actor);
    return this.findPeople.one(id, actor);
  }

  @Post('enablements')
  @Allow('person.enable')
  @Answers(201, personView)
  async enable(@Param('id', { schema: personId }) id: PersonId, @CurrentActor() actor: Actor): Promise<PersonView> {
    await this.enablePerson.run(id, actor);
    return this.findPeople.one(id, actor);
  }

  @Post('factor-resets')
  @Allow('person.reset-factors')
  @Answers(201, personView)
  async resetTheirFactors(
    @Param('id', { schema: personId }) id: PersonId,
    @CurrentActor() actor: Actor,
  ): Promise<PersonView> {
    await this.resetFactors.run(id, actor);
    return this.findPeople.one(id, actor);
  }

  @Post('platform-roles')
  @Allow('platform-role.grant')
  @Answers(201, personView)
  async grant(
    @Param('id', { schema: personId }) id: PersonId,
    @Body({ schema: platformGrant }) grant: PlatformGrant,
    @CurrentActor() actor: Actor,
  ): Promise<PersonView> {
    await this.grantPlatformRole.run(id, grant, actor);
    return this.findPeople.one(id, actor);
  }

  @Post('platform-role-revocations')
  @Allow('platform-role.revoke')
  @Answers(204)
  revoke(
    @Param('id', { schema: personId }) id: PersonId,
    @Body({ schema: named }) { role }: z.infer<typeof named>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.revokePlatformRole.run(id, role, actor);
  }
}
