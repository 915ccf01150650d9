import type { Messages } from '../language/language.js';
import { kmOf, spellDistance } from '../language/distance.js';
import type { Language } from '../language/language.js';
import { radii, type SearchForm } from './search-form.js';

export type Widening = { label: string; search: SearchForm };

/** The steps that would let more groups in, nearest to the wish first; only those that change anything. */
export function widenings(search: SearchForm, t: Messages['results'], language: Language): Widening[] {
  const start = { ...search, offset: 0 };
  const wider = search.chosen === '' ? undefined : radii.find((radius) => radius > search.radius);
  const others = search.audiences.length > 0 || search.language !== '' || search.weekdays.length > 0;
  return [
    wider && { label: t.widenRadius(spellDistance(kmOf(wider), language)), search: { ...start, radius: wider } },
    others && { label: t.widenOthers, search: { ...start, audiences: [], language: '', weekdays: [] } },
    search.focuses.length > 0 && { label: t.widenFocus, search: { ...start, focuses: [] } },
    (search.place !== '' || search.meeting !== 'virtual') && {
      label: t.widenOnline,
      search: { ...start, place: '', chosen: '', meeting: 'virtual' as const },
    },
  ].filter((step): step is Widening => Boolean(step));
}
