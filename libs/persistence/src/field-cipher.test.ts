import { randomBytes } from 'node:crypto';
import { FieldCipher } from './field-cipher.js';

const cipher = new FieldCipher(randomBytes(32), randomBytes(32));

describe('FieldCipher', () => {
  it('reads back what it wrote, and writes it differently each time', () => {
    const key = cipher.newDataKey();
    const [once, twice] = [cipher.encrypt(key, 'Zoë <zoe@example.org>'), cipher.encrypt(key, 'Zoë <zoe@example.org>')];
    expect(cipher.decrypt(key, once)).toBe('Zoë <zoe@example.org>');
    expect(once.equals(twice)).toBe(false);
    expect(once.includes('zoe@example.org')).toBe(false);
  });

  it("refuses altered bytes and another person's key", () => {
    const key = cipher.newDataKey();
    const sealed = cipher.encrypt(key, 'hello');
    const altered = Buffer.from(sealed);
    altered[altered.length - 1]! ^= 1;
    expect(() => cipher.decrypt(key, altered)).toThrow();
    expect(() => cipher.decrypt(cipher.newDataKey(), sealed)).toThrow();
  });

  it('looks up an address whatever its case and spaces, and not with another key', () => {
    expect(cipher.lookup(' Zoe@Example.org ').equals(cipher.lookup('zoe@example.org'))).toBe(true);
    expect(
      new FieldCipher(randomBytes(32), randomBytes(32))
        .lookup('zoe@example.org')
        .equals(cipher.lookup('zoe@example.org')),
    ).toBe(false);
  });

  it('takes keys of 32 bytes only', () => {
    expect(() => new FieldCipher(randomBytes(16), randomBytes(32))).toThrow('32 bytes');
  });
});
