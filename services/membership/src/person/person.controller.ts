import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { personId, type PersonId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { cursorOf, cursorSchema, limitSchema, pageOf } from '../page.js';
import { scoped } from '../scoped-key.js';
import { FindPeople, personView } from './find-people.js';
import { displayNameInput, emailInput, languageInput } from './personal-input.js';
import { platformRole } from './platform-role.js';
import { RegisterPerson } from './register-person.js';

const newPerson = z.strictObject({
  email: emailInput,
  displayName: displayNameInput,
  password: z.string().min(1).max(1024),
  language: languageInput.default('en'),
  platformRoles: z.array(platformRole).max(4).default([]),
});
const answer = z.object({ id: personId });
const listQuery = z.object({ cursor: cursorSchema(z.tuple([personId])).optional(), limit: limitSchema });
const peoplePage = pageOf(personView);

@Controller('v1/people')
export class PersonController {
  constructor(
    private readonly registerPerson: RegisterPerson,
    private readonly findPeople: FindPeople,
  ) {}

  @Post()
  @Allow('person.create')
  @Answers(201, answer)
  register(
    @Body({ schema: newPerson }) person: z.output<typeof newPerson>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<z.infer<typeof answer>> {
    return this.registerPerson.run(person, actor, scoped('people', actor, key));
  }

  @Get()
  @Allow('person.list')
  @Answers(200, peoplePage)
  async list(
    @Query({ schema: listQuery }) { cursor, limit }: z.output<typeof listQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof peoplePage>> {
    const { items, more } = await this.findPeople.run(cursor?.[0], limit, actor);
    const last = items.at(-1);
    return { items, next: more && last ? cursorOf([last.id]) : null };
  }

  @Get(':id')
  @Allow('person.read')
  @Answers(200, personView)
  read(
    @Param('id', { schema: personId }) id: PersonId,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof personView>> {
    return this.findPeople.one(id, actor);
  }
}
