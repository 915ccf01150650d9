import { Body, Controller, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { personId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { scoped } from '../scoped-key.js';
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

@Controller('v1/people')
export class PersonController {
  constructor(private readonly registerPerson: RegisterPerson) {}

  @Post()
  @Allow('person.create')
  @Answers(201, answer)
  register(
    @Body({ schema: newPerson }) person: z.output<typeof newPerson>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<z.infer<typeof answer>> {
    return this.registerPerson.run(person, scoped('people', actor, key));
  }
}
