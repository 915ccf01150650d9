import { PasswordHasher } from './password-hasher.js';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('makes argon2id hashes with a fresh salt', async () => {
    const [one, two] = await Promise.all([hasher.hash('a quiet river bend'), hasher.hash('a quiet river bend')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('takes a password however its letters are composed', async () => {
    const stored = await hasher.hash('Zoe\u0308 by the river');
    await expect(hasher.matches(stored, 'Zoë by the river')).resolves.toBe(true);
    await expect(hasher.matches(stored, 'Zoe by the river')).resolves.toBe(false);
  });

  it('does the same work for an account that does not exist', async () => {
    await hasher.matches(undefined, 'warm up');
    const stored = await hasher.hash('a quiet river bend');
    const known = await fastest(() => hasher.matches(stored, 'wrong password here'));
    const unknown = await fastest(() => hasher.matches(undefined, 'wrong password here'));
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});

async function fastest(work: () => Promise<boolean>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    expect(await work()).toBe(false);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
