import ProfileIcon from '@mui/icons-material/AccountCircleOutlined';
import { lazy } from 'react';

export const icon = ProfileIcon;
export const list = lazy(async () => ({ default: (await import('./profile-page.js')).ProfilePage }));
