import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/**
 * Encrypts personal fields: AES-256-GCM with a data key per person, wrapped by the master key. Erasing the wrapped
 * key makes every field of that person unreadable for good. Sealed bytes are `nonce | tag | ciphertext`.
 */
export class FieldCipher {
  /** Both keys are 32 bytes. Throws RangeError otherwise. */
  constructor(
    private readonly masterKey: Buffer,
    private readonly lookupKey: Buffer,
  ) {
    if (masterKey.length !== 32 || lookupKey.length !== 32) throw new RangeError('keys must be 32 bytes');
  }

  /** A fresh data key, wrapped; store it in the person's row. */
  newDataKey(): Buffer {
    return seal(this.masterKey, randomBytes(32));
  }

  encrypt(wrappedKey: Buffer, text: string): Buffer {
    return seal(open(this.masterKey, wrappedKey), Buffer.from(text, 'utf8'));
  }

  /** Throws when the bytes were altered or belong to another key. */
  decrypt(wrappedKey: Buffer, sealed: Buffer): string {
    return open(open(this.masterKey, wrappedKey), sealed).toString('utf8');
  }

  /** Keyed HMAC-SHA-256 of a normalized text (NFKC, lower case, trimmed): finds a person by e-mail without storing it. */
  lookup(text: string): Buffer {
    return createHmac('sha256', this.lookupKey).update(text.normalize('NFKC').trim().toLowerCase()).digest();
  }
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
