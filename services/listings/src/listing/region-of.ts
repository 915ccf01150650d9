import type { ListingContent } from './listing-content.js';

/**
 * Where a group meets, for moderators who are for a region: a subdivision as `US-CA` (ISO 3166-2) when the venue names it
 * by its code, else the country; null for a group that meets nowhere.
 */
export function regionOf({ venue }: Pick<ListingContent, 'venue'>): string | null {
  const country = venue?.country?.toUpperCase() ?? '';
  if (!/^[A-Z]{2}$/.test(country)) return null;
  const subdivision = venue?.region?.toUpperCase() ?? '';
  return /^[A-Z0-9]{1,3}$/.test(subdivision) ? `${country}-${subdivision}` : country;
}
