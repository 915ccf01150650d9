import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type JsonWebKey,
} from 'node:crypto';
import { attestationObject, authenticatorData, coseKey } from './authenticator-data.js';

/** What is used of WebAuthn's options, as servers send them in JSON. */
export type CreationOptions = {
  readonly challenge: string;
  readonly rp: { readonly id?: string | undefined };
  readonly user: { readonly id: string };
};
export type RequestOptions = { readonly challenge: string; readonly rpId?: string | undefined };

type Answer<Response> = {
  id: string;
  rawId: string;
  type: 'public-key';
  clientExtensionResults: Record<string, never>;
  response: Response;
};
export type RegistrationAnswer = Answer<{ clientDataJSON: string; attestationObject: string; transports: string[] }>;
export type AuthenticationAnswer = Answer<{
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  userHandle: string;
}>;

/** A passkey as a program keeps it, in JSON. `userHandle` is base64url and comes with the registration. */
export type KeptPasskey = { credentialId: string; userHandle: string; privateKey: JsonWebKey };

/** One ES256 passkey, without hardware. Its counter stays 0, as that of every synchronized passkey, unless a test sets it. */
export class SoftwarePasskey {
  counter = 0;

  private constructor(private readonly kept: KeptPasskey) {}

  static create(): SoftwarePasskey {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const credentialId = randomBytes(32).toString('base64url');
    return new SoftwarePasskey({ credentialId, userHandle: '', privateKey: privateKey.export({ format: 'jwk' }) });
  }

  static from(kept: KeptPasskey): SoftwarePasskey {
    return new SoftwarePasskey({ ...kept });
  }

  keep(): KeptPasskey {
    return { ...this.kept };
  }

  /** Answers `navigator.credentials.create` of a page at `origin`. */
  register({ challenge, rp, user }: CreationOptions, origin: string): RegistrationAnswer {
    this.kept.userHandle = user.id;
    const { x = '', y = '' } = createPublicKey(this.key()).export({ format: 'jwk' });
    const publicKey = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
    const id = Buffer.from(this.kept.credentialId, 'base64url');
    const data = authenticatorData(rp.id ?? new URL(origin).hostname, this.counter, { id, publicKey });
    return this.answer({
      clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
      attestationObject: attestationObject(data).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get` of a page at `origin`. */
  authenticate({ challenge, rpId }: RequestOptions, origin: string): AuthenticationAnswer {
    const client = clientData('webauthn.get', challenge, origin);
    const data = authenticatorData(rpId ?? new URL(origin).hostname, this.counter);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.key()).toString('base64url'),
      userHandle: this.kept.userHandle,
    });
  }

  private answer<Response>(response: Response): Answer<Response> {
    const id = this.kept.credentialId;
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private key() {
    return createPrivateKey({ key: this.kept.privateKey, format: 'jwk' });
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
