/** A link has 256 bits, which nobody guesses; this spares the database those who try. */
export const linkUses = { name: 'link-use', most: 60, window: 900 } as const;
