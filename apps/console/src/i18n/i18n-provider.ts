import { resolveBrowserLocale } from 'react-admin';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import englishFrame from 'ra-language-english';
import { english } from './en.js';
import { spanish } from './es.js';
import { spanishFrame } from './frame-es.js';
import { languageChoices, languageOf } from './language.js';

const messages = {
  en: {
    ra: { ...englishFrame.ra, page: { ...englishFrame.ra.page, dashboard: 'Home' } },
    ...english,
  },
  es: { ...spanishFrame, ...spanish },
};

export const i18nProvider = polyglotI18nProvider(
  (locale) => messages[languageOf(locale)],
  languageOf(resolveBrowserLocale('en')),
  languageChoices.map(({ id, name }) => ({ locale: id, name })),
);
