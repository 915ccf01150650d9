import TeamIcon from '@mui/icons-material/Groups2Outlined';
import { lazy } from 'react';

export const icon = TeamIcon;
export const list = lazy(async () => ({ default: (await import('./team-page.js')).TeamPage }));
