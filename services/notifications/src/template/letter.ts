/** The languages that mails are written in. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** How much a mail says (the receiver's choice later on): that something is when, or also the group's name. */
export type Detail = 'time-only' | 'full';

/** What a letter can speak of. `time` is worded; the links are absolute. */
export type Occasion = {
  readonly time: string;
  readonly groupName: string;
  readonly groupLink: string;
  readonly consoleLink: string;
};

export type Letter = { readonly subject: string; readonly text: string };

/** One mail in every language. Subjects are the same at every level of detail: they show on locked screens. */
export type Template = Readonly<Record<Language, (occasion: Occasion, detail: Detail) => Letter>>;

/** One mail that carries nothing but a link. */
export type LinkTemplate = Readonly<Record<Language, (url: string) => Letter>>;

/** The language to write to somebody in: theirs where it is written, else English. */
export function languageFor(tag: string): Language {
  const [base] = tag.toLowerCase().split('-');
  return languages.find((language) => language === base) ?? 'en';
}

/** Paragraphs with an empty line between; what is undefined is left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}
