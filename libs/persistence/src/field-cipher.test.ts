import { randomBytes } from 'node:crypto';
import { FieldCipher, MasterKeyMissing } from './field-cipher.js';

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
    expect(() => new FieldCipher(randomBytes(32), randomBytes(32), [randomBytes(31)])).toThrow('32 bytes');
  });
});

describe('another master key', () => {
  const [former, next, lookupKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const before = new FieldCipher(former, lookupKey);
  const both = new FieldCipher(next, lookupKey, [former]);
  const after = new FieldCipher(next, lookupKey);

  it('names nothing while it is the only one, so that a release without names reads what this one writes', () => {
    expect(before.newDataKey()).toHaveLength(12 + 16 + 32);
  });

  it('is named by what it wraps beside others; who has not got it says which it is', () => {
    const key = both.newDataKey();
    expect(key.subarray(0, 5)).toEqual(both.label);
    expect(() => before.encrypt(key, 'hello')).toThrow(both.label.subarray(1).toString('hex'));
    expect(() => after.encrypt(before.newDataKey(), 'hello')).toThrow('opened by no master key that is here');
  });

  it('takes over a data key, named or not, and with it what was sealed before', () => {
    const named = new FieldCipher(former, lookupKey, [next]).newDataKey();
    for (const key of [before.newDataKey(), named]) {
      const sealed = before.encrypt(key, 'hello');
      expect(both.decrypt(key, sealed)).toBe('hello');
      expect(() => after.decrypt(key, sealed)).toThrow(MasterKeyMissing);
      expect(after.decrypt(both.rewrap(key), sealed)).toBe('hello');
    }
  });
});
