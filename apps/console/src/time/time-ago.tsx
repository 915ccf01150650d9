import { useLocale } from 'react-admin';
import { dateTime, relativeTime } from './relative.js';
import { useNow } from './use-now.js';

/** A moment as distance from now; the exact time stands in its title and for machines. */
export function TimeAgo({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at, locale)}>
      {relativeTime(at, now, locale)}
    </time>
  );
}
