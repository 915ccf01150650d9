import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import { lazy } from 'react';

export const icon = PeopleIcon;
export const list = lazy(async () => ({ default: (await import('./people-list.js')).PeopleList }));
export const create = lazy(async () => ({ default: (await import('./invite-page.js')).InvitePage }));
export const show = lazy(async () => ({ default: (await import('./person-show.js')).PersonShow }));
export const recordRepresentation = 'displayName';
