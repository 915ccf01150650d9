import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** The first byte of a wrapped key: AES-256-GCM, for it and for what it seals. */
const AES_256_GCM = 1;

/** Algorithm, then four bytes that name the master key. */
const LABEL = 5;

/** As long as this, a wrapped key names nothing. */
const UNLABELLED = NONCE + TAG + KEY;

/** A data key is wrapped by a master key that this process was not given. Names the key, tells nothing of it. */
export class MasterKeyMissing extends Error {
  /** `masterKey`: the name of the one that is missing, 8 hex digits; undefined where the wrapped key names none. */
  constructor(readonly masterKey?: string) {
    super(
      masterKey === undefined
        ? 'a data key is opened by no master key that is here'
        : `a data key is wrapped by master key ${masterKey}, which is not here`,
    );
    this.name = 'MasterKeyMissing';
  }
}

/**
 * Encrypts personal fields: AES-256-GCM with a data key per person, wrapped by the master key. Erasing the wrapped
 * key makes every field of that person unreadable for good. Sealed bytes are `nonce | tag | ciphertext`. A wrapped key is a
 * sealed data key; while there are several master keys, `algorithm | master key's name` stands before it.
 */
export class FieldCipher {
  private readonly masterKeys: ReadonlyMap<string, Buffer>;
  /** What names the master key that wraps, before what it wrapped while there are others. */
  readonly label: Buffer;

  /** `otherMasterKeys` open what they wrapped and wrap nothing new. All keys are 32 bytes; throws RangeError otherwise. */
  constructor(
    private readonly masterKey: Buffer,
    private readonly lookupKey: Buffer,
    otherMasterKeys: readonly Buffer[] = [],
  ) {
    const all = [masterKey, ...otherMasterKeys];
    if ([...all, lookupKey].some(({ length }) => length !== KEY)) throw new RangeError('keys must be 32 bytes');
    this.label = labelOf(masterKey);
    this.masterKeys = new Map(all.map((key) => [labelOf(key).toString('hex'), key]));
  }

  /** A fresh data key, wrapped; store it in the person's row. */
  newDataKey(): Buffer {
    return this.wrap(randomBytes(KEY));
  }

  /** The same data key, wrapped by the master key of now. Throws MasterKeyMissing. */
  rewrap(wrappedKey: Buffer): Buffer {
    return this.wrap(this.unwrap(wrappedKey));
  }

  encrypt(wrappedKey: Buffer, text: string): Buffer {
    return seal(this.unwrap(wrappedKey), Buffer.from(text, 'utf8'));
  }

  /** Throws when the bytes were altered or belong to another key. */
  decrypt(wrappedKey: Buffer, sealed: Buffer): string {
    return open(this.unwrap(wrappedKey), sealed).toString('utf8');
  }

  /** Keyed HMAC-SHA-256 of a normalized text (NFKC, lower case, trimmed): finds a person by e-mail without storing it. */
  lookup(text: string): Buffer {
    return createHmac('sha256', this.lookupKey).update(text.normalize('NFKC').trim().toLowerCase()).digest();
  }

  private wrap(dataKey: Buffer): Buffer {
    const sealed = seal(this.masterKey, dataKey);
    return this.masterKeys.size > 1 ? Buffer.concat([this.label, sealed]) : sealed;
  }

  private unwrap(wrapped: Buffer): Buffer {
    if (wrapped.length === UNLABELLED) return this.unwrapUnlabelled(wrapped);
    const label = wrapped.subarray(0, LABEL);
    const masterKey = this.masterKeys.get(label.toString('hex'));
    if (masterKey === undefined) throw new MasterKeyMissing(label.subarray(1).toString('hex'));
    return open(masterKey, wrapped.subarray(LABEL));
  }

  /** Its tag says which key it was. */
  private unwrapUnlabelled(wrapped: Buffer): Buffer {
    for (const masterKey of this.masterKeys.values()) {
      try {
        return open(masterKey, wrapped);
      } catch {
        // Another one's, or altered.
      }
    }
    throw new MasterKeyMissing();
  }
}

function labelOf(masterKey: Buffer): Buffer {
  const name = createHmac('sha256', masterKey).update('opencircle: name of this master key').digest();
  return Buffer.concat([Buffer.from([AES_256_GCM]), name.subarray(0, LABEL - 1)]);
}

function seal(key: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
