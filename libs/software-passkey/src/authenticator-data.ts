import { createHash } from 'node:crypto';

/** WebAuthn Level 3 §6.1: the user was there, was verified, and the key is one that is synchronized. */
const PRESENT_VERIFIED_SYNCED = 0x01 | 0x04 | 0x08 | 0x10;
const WITH_CREDENTIAL = 0x40;
const NO_AAGUID = Buffer.alloc(16);

/** What an authenticator signs about itself; `credential` is in it at registration alone. */
export function authenticatorData(
  rpId: string,
  counter: number,
  credential?: { id: Buffer; publicKey: Buffer },
): Buffer {
  const head = Buffer.concat([
    createHash('sha256').update(rpId).digest(),
    Buffer.of(PRESENT_VERIFIED_SYNCED | (credential ? WITH_CREDENTIAL : 0)),
    uint(counter, 4),
  ]);
  if (credential === undefined) return head;
  return Buffer.concat([head, NO_AAGUID, uint(credential.id.length, 2), credential.id, credential.publicKey]);
}

/** An ES256 public key as COSE (RFC 9053 §7.1.1) in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
export function coseKey(x: Buffer, y: Buffer): Buffer {
  return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y]);
}

/** {fmt: "none", attStmt: {}, authData} in CBOR. */
export function attestationObject(authData: Buffer): Buffer {
  const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex');
  return Buffer.concat([head, uint(authData.length, 2), authData]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
