import { en } from './en.js';
import { es } from './es.js';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
export type Messages = typeof en;

const messages: Record<Language, Messages> = { en, es };

export function messagesIn(language: Language): Messages {
  return messages[language];
}

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'es' : 'en';
}

/** The address of a page in a language: English has no prefix. */
export function addressOf(language: Language, path: string): string {
  return language === 'en' ? path : `/${language}${path}`;
}

/** Splits `/es/groups/1` into its language and `/groups/1`. */
export function splitAddress(pathname: string): { language: Language; barePath: string } {
  const [, first = ''] = pathname.split('/');
  if (first !== 'es') return { language: 'en', barePath: pathname };
  return { language: 'es', barePath: pathname.slice('/es'.length) || '/' };
}

/** Whether the browser would rather read the other language (RFC 9110 Accept-Language, highest weight first). */
export function prefersOther(acceptLanguage: string | null, language: Language): boolean {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const weight = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((q) => q !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && languages.some((known) => tag === known || tag.startsWith(`${known}-`)))
    .sort((a, b) => b.weight - a.weight)[0];
  return wanted !== undefined && !wanted.tag.startsWith(language);
}

/** The name of a BCP 47 language in the reader's language; the tag itself when nobody knows it. */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
