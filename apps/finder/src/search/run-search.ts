import { ServiceUnavailable, type Caller } from '../backend/call.js';
import { findPlaces, searchGroups, type Place, type SearchAnswer } from '../backend/matching.js';
import { clearPlace, readChosen, sameWords, writeChosen, type ChosenPlace } from './chosen-place.js';
import { termsOf, type SearchForm } from './search-form.js';

export type SearchOutcome =
  | { kind: 'found'; search: SearchForm; place: ChosenPlace | undefined; answer: SearchAnswer }
  | { kind: 'choose'; search: SearchForm; places: Place[] }
  | { kind: 'unknown-place' | 'busy' | 'unavailable'; search: SearchForm };

/** Finds the place that is meant, then the groups; asks back when the place is unclear. */
export async function runSearch(search: SearchForm, caller: Caller): Promise<SearchOutcome> {
  try {
    if (search.place === '') return await groupsNear({ ...search, chosen: '' }, undefined, caller);
    const chosen = readChosen(search.chosen);
    if (chosen && sameWords(chosen.label, search.place)) return await groupsNear(search, chosen, caller);
    const places = await findPlaces(search.place, caller);
    if (places === 'busy') return { kind: 'busy', search };
    if (places.length === 0) return { kind: 'unknown-place', search };
    const place = clearPlace(places, search.place);
    if (!place) return { kind: 'choose', search, places };
    return await groupsNear({ ...search, place: place.label, chosen: writeChosen(place) }, place, caller);
  } catch (error) {
    if (error instanceof ServiceUnavailable) return { kind: 'unavailable', search };
    throw error;
  }
}

async function groupsNear(search: SearchForm, place: ChosenPlace | undefined, caller: Caller): Promise<SearchOutcome> {
  const answer = await searchGroups(termsOf(search, place?.point), caller);
  return answer === 'busy' ? { kind: 'busy', search } : { kind: 'found', search, place, answer };
}
