import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import { lazy } from 'react';
import type { Listing } from '../api/types.js';

export const icon = GroupsIcon;
export const recordRepresentation = (listing: Listing) => listing.content.name;
export const list = lazy(async () => ({ default: (await import('./listing-list.js')).ListingList }));
export const show = lazy(async () => ({ default: (await import('./listing-show.js')).ListingShow }));
