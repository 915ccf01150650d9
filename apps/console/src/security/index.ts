import SecurityIcon from '@mui/icons-material/ShieldOutlined';
import { lazy } from 'react';

export const icon = SecurityIcon;
export const list = lazy(async () => ({ default: (await import('./security-page.js')).SecurityPage }));
