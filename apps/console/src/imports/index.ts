import UploadIcon from '@mui/icons-material/UploadFile';
import { lazy } from 'react';

export const icon = UploadIcon;
export const recordRepresentation = 'fileName';
export const list = lazy(async () => ({ default: (await import('./import-list.js')).ImportList }));
export const create = lazy(async () => ({ default: (await import('./import-create.js')).ImportCreate }));
export const show = lazy(async () => ({ default: (await import('./import-show.js')).ImportShow }));
