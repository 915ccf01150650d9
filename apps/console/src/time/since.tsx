import { useLocale } from 'react-admin';
import { dateTime, sinceWhen } from './relative.js';
import { useNow } from './use-now.js';

/** Since when, by the day: "today", or the date. The exact time stands in its title and for machines. */
export function Since({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at, locale)}>
      {sinceWhen(at, now, locale)}
    </time>
  );
}
