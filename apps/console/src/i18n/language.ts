import type { LabelLanguage } from '@opencircle/contracts';

/** What the console and the mails speak. */
export const languageChoices: { id: LabelLanguage; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'es', name: 'Español' },
];

/** A locale such as es-MX reads as its language; one that we have no words for reads as English. */
export function languageOf(locale: string | undefined): LabelLanguage {
  return locale?.split('-')[0] === 'es' ? 'es' : 'en';
}
