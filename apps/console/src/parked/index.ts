import ParkedIcon from '@mui/icons-material/PauseCircleOutline';
import { lazy } from 'react';

export const icon = ParkedIcon;
export const list = lazy(async () => ({ default: (await import('./parked-list.js')).ParkedList }));
export const show = lazy(async () => ({ default: (await import('./parked-show.js')).ParkedShow }));
