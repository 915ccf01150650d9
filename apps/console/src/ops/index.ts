import OpsIcon from '@mui/icons-material/MonitorHeart';
import { lazy } from 'react';

export const icon = OpsIcon;
export const list = lazy(async () => ({ default: (await import('./ops-page.js')).OpsPage }));
