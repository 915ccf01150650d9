import GavelIcon from '@mui/icons-material/Gavel';
import { lazy } from 'react';

export const icon = GavelIcon;
export const recordRepresentation = 'listingName';
export const list = lazy(async () => ({ default: (await import('./case-list.js')).CaseList }));
export const show = lazy(async () => ({ default: (await import('./case-show.js')).CaseShow }));
