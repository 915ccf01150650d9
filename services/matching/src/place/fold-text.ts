/** Letters that Unicode decomposition leaves whole, as people without that keyboard write them. */
const plainLetters: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ə: 'e', ħ: 'h',
}; // prettier-ignore

/** Words that stand in names both in full and short. */
const twins = [['saint', 'st'], ['sainte', 'ste'], ['mount', 'mt'], ['fort', 'ft']] as const; // prettier-ignore

/** Text as it is compared: lower case, without accents, dots and apostrophes; other signs become one space. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9 ]*$/.test(lower)) return lower.replaceAll(/ {2,}/g, ' ').trim();
  return lower
    .normalize('NFD')
    .replaceAll(/[\p{M}.'’‘`]/gu, '')
    .replaceAll(/[ßæœøłđðþıəħ]/g, (letter) => plainLetters[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A folded name and the other spelling of its first word, if it has one: "st louis" and "saint louis". */
export function spellings(name: string): string[] {
  for (const [long, short] of twins) {
    if (name.startsWith(`${long} `)) return [name, short + name.slice(long.length)];
    if (name.startsWith(`${short} `)) return [name, long + name.slice(short.length)];
  }
  return [name];
}
