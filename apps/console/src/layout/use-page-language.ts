import { useEffect } from 'react';
import { useLocale } from 'react-admin';

/** Screen readers pronounce the page by its lang attribute. */
export function usePageLanguage(): void {
  const locale = useLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
}
