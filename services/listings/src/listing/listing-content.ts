import { publicContent, type Point, type PublicContent } from '@opencircle/contracts';
import { z } from 'zod';

/**
 * What staff write about a group. The venue is exact here; publicContentOf() takes away what the group does not show.
 * Unknown fields are refused, so that a join link sent in the wrong place is an error and not silently lost.
 */
export const listingContent = publicContent
  .extend({
    contact: publicContent.shape.contact.extend({
      website: z
        .url({ protocol: /^https?$/, error: 'must be an http or https address' })
        .max(500)
        .nullable(),
    }),
  })
  .strict()
  .meta({ id: 'ListingContent' });
export type ListingContent = PublicContent;

const publicFields = Object.keys(publicContent.shape) as (keyof PublicContent)[];

/** About 1 km; an area is to be found on a map, a door is not. */
const AREA_STEP = 0.01;
/** About 10 km: the town, so that a search by distance still works. */
const TOWN_STEP = 0.1;

/** What anybody may read: the venue as exact as the group lets it be known, and nothing private. */
export function publicContentOf(content: ListingContent): PublicContent {
  const shown = { ...content, venue: content.venue === null ? null : publicVenueOf(content.venue) };
  return Object.fromEntries(publicFields.map((field) => [field, shown[field]])) as PublicContent;
}

function publicVenueOf(venue: NonNullable<PublicContent['venue']>): NonNullable<PublicContent['venue']> {
  switch (venue.publicity) {
    case 'public':
      return venue;
    case 'area':
      return { ...venue, name: null, street: null, point: coarse(venue.point, AREA_STEP) };
    case 'accepted-only':
      return { ...venue, name: null, street: null, postalCode: null, point: coarse(venue.point, TOWN_STEP) };
  }
}

function coarse(point: Point | null, step: number): Point | null {
  return point === null ? null : { latitude: rounded(point.latitude, step), longitude: rounded(point.longitude, step) };
}

/** Without the noise of binary fractions: 37.33, not 37.330000000000005. */
function rounded(degrees: number, step: number): number {
  return Number((Math.round(degrees / step) * step).toFixed(4));
}
