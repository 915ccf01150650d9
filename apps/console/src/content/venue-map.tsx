import type { PublicContent } from '@opencircle/contracts';
import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { PlaceMap } from '../map/place-map.js';
import { addressOf } from './facts.js';

/** The group's address and where that is, or a word on why there is none to show. */
export function VenueMap({ content }: { content: PublicContent | null }) {
  const translate = useTranslate();
  const venue = content?.venue;
  if (!venue) return <Typography>{translate('content.no_venue')}</Typography>;
  return (
    <>
      <Typography sx={{ mb: 1 }}>{addressOf(venue)}</Typography>
      {venue.point ? <PlaceMap point={venue.point} /> : <Typography>{translate('content.no_point')}</Typography>}
    </>
  );
}
