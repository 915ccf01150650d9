import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { PersonId } from '@opencircle/contracts';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import type { FactorRow } from './factor.js';
import { isAuthenticationAnswer, isRegistrationAnswer } from './passkey-answer.js';

/** Milliseconds that a browser gives its user. */
const PATIENCE = 300_000;

/** What a browser is handed as it is: `PublicKeyCredentialCreationOptionsJSON` or `…RequestOptionsJSON`. */
export type PasskeyOptions = { [member: string]: unknown; challenge: string };
export type NewPasskey = { credentialId: Buffer; publicKey: Buffer; counter: number };

/**
 * WebAuthn for the one site at PUBLIC_URL. The user must be verified (PIN, finger), which makes a passkey two factors in
 * one (NIST SP 800-63B-4 §3.1.6), and keys are discoverable, so that they sign in without an address.
 */
@Injectable()
export class PasskeyCeremony {
  private readonly rpId: string;
  private readonly origin: string;

  constructor(@Inject(ENVIRONMENT) { PUBLIC_URL }: Environment) {
    this.origin = PUBLIC_URL;
    this.rpId = new URL(PUBLIC_URL).hostname;
  }

  /** `account` and `displayName` are for the person's own list of passkeys. */
  async creation(
    person: { id: PersonId; account: string; displayName: string },
    known: readonly Buffer[],
  ): Promise<PasskeyOptions> {
    const options = await generateRegistrationOptions({
      rpName: 'OpenCircle',
      rpID: this.rpId,
      userName: person.account,
      userDisplayName: person.displayName,
      userID: userHandleOf(person.id),
      timeout: PATIENCE,
      excludeCredentials: known.map((id) => ({ id: id.toString('base64url') })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { ...options };
  }

  /** Without `known`, the browser offers whatever passkeys it has for this site. */
  async request(known: readonly Buffer[] = []): Promise<PasskeyOptions> {
    const options = await generateAuthenticationOptions({
      rpID: this.rpId,
      timeout: PATIENCE,
      userVerification: 'required',
      allowCredentials: known.map((id) => ({ id: id.toString('base64url') })),
    });
    return { ...options };
  }

  /** Undefined when the answer does not hold, whatever is wrong with it. */
  async registered(answer: unknown, expectedChallenge: string): Promise<NewPasskey | undefined> {
    if (!isRegistrationAnswer(answer)) return undefined;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: answer as unknown as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
      });
      if (!verified) return undefined;
      const { id, publicKey, counter } = registrationInfo.credential;
      return { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter };
    } catch {
      // The library throws plain Errors for everything that an answer can be wrong in; their texts quote the answer.
      return undefined;
    }
  }

  /** The new counter; undefined when the answer does not hold, or the counter is not above the one we know. */
  async authenticated(
    answer: unknown,
    expectedChallenge: string,
    factor: Pick<FactorRow, 'personId' | 'credentialId' | 'publicKey' | 'counter'>,
  ): Promise<number | undefined> {
    if (!isAuthenticationAnswer(answer) || factor.credentialId === null || factor.publicKey === null) return undefined;
    const handle = answer.response.userHandle;
    if (handle !== undefined && handle !== userHandleOf(factor.personId).toString('base64url')) return undefined;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpId,
        requireUserVerification: true,
        credential: {
          id: factor.credentialId.toString('base64url'),
          publicKey: new Uint8Array(factor.publicKey),
          counter: Number(factor.counter),
        },
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The opaque id's sixteen bytes: WebAuthn asks that the handle says nothing about the person. */
function userHandleOf(id: PersonId): Buffer<ArrayBuffer> {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
