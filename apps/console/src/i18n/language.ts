import type { LabelLanguage } from '@opencircle/contracts';

/** A locale such as es-MX reads as its language; one that we have no words for reads as English. */
export function languageOf(locale: string | undefined): LabelLanguage {
  return locale?.split('-')[0] === 'es' ? 'es' : 'en';
}
