import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { displayNameInput } from '../person/personal-input.js';
import { challengeInput, codeInput, passkeyInput } from '../session/sign-in.schema.js';
import { EnrolPasskey, type PasskeyStart } from './enrol-passkey.js';
import { EnrolTotp, type TotpStart } from './enrol-totp.js';
import { factorKind } from './factor.js';
import { FindFactors } from './find-factors.js';
import { MakeRecoveryCodes } from './make-recovery-codes.js';
import { RemoveFactor } from './remove-factor.js';

const factorId = z.uuid();
const view = z.object({
  id: factorId,
  kind: factorKind,
  label: z.string(),
  enrolledAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
const factorList = z.object({ factors: z.array(view), recoveryCodesLeft: z.int(), hasPassword: z.boolean() });

const totpStart = z.object({ secret: z.string(), uri: z.string() });
const totpCode = z.strictObject({ code: codeInput, label: displayNameInput.default('Authenticator') });

/** `options`: PublicKeyCredentialCreationOptionsJSON (WebAuthn Level 3 §5.1.9), for the browser alone to read. */
const passkeyStart = z.object({ challenge: z.string(), options: z.looseObject({ challenge: z.string() }) });
const passkey = z.strictObject({
  challenge: challengeInput,
  answer: passkeyInput,
  label: displayNameInput.default('Passkey'),
});

/** How somebody signs in beside a password, for themselves alone. What changes it needs a fresh confirmation. */
@Controller('v1/me')
export class FactorController {
  constructor(
    private readonly findFactors: FindFactors,
    private readonly enrolTotp: EnrolTotp,
    private readonly enrolPasskey: EnrolPasskey,
    private readonly makeRecoveryCodes: MakeRecoveryCodes,
    private readonly removeFactor: RemoveFactor,
  ) {}

  @Get('factors')
  @Allow('me.factors.read')
  @Answers(200, factorList)
  list(@CurrentActor() actor: Actor): Promise<z.infer<typeof factorList>> {
    return this.findFactors.run(actor);
  }

  @Post('totp-enrolments')
  @Allow('me.factors.enrol')
  @Answers(201, totpStart)
  beginTotp(@CurrentActor() actor: Actor): Promise<TotpStart> {
    return this.enrolTotp.begin(actor);
  }

  @Post('totp')
  @Allow('me.factors.enrol')
  @Answers(204)
  confirmTotp(
    @Body({ schema: totpCode }) { code, label }: z.output<typeof totpCode>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.enrolTotp.confirm(code, label, actor);
  }

  @Post('passkey-enrolments')
  @Allow('me.factors.enrol')
  @Answers(201, passkeyStart)
  beginPasskey(@CurrentActor() actor: Actor): Promise<PasskeyStart> {
    return this.enrolPasskey.begin(actor);
  }

  @Post('passkeys')
  @Allow('me.factors.enrol')
  @Answers(201, z.object({ id: factorId }))
  finishPasskey(
    @Body({ schema: passkey }) { challenge, answer, label }: z.output<typeof passkey>,
    @CurrentActor() actor: Actor,
  ): Promise<{ id: string }> {
    return this.enrolPasskey.finish(challenge, answer, label, actor);
  }

  @Post('recovery-codes')
  @Allow('me.factors.enrol')
  @Answers(201, z.object({ codes: z.array(z.string()) }))
  async recoveryCodes(@CurrentActor() actor: Actor): Promise<{ codes: string[] }> {
    return { codes: await this.makeRecoveryCodes.run(actor) };
  }

  @Delete('factors/:id')
  @Allow('me.factors.remove')
  @Answers(204)
  remove(@Param('id', { schema: factorId }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.removeFactor.run(id, actor);
  }
}
