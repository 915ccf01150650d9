import AuditIcon from '@mui/icons-material/ReceiptLongOutlined';
import { lazy } from 'react';

export const icon = AuditIcon;
export const list = lazy(async () => ({ default: (await import('./audit-list.js')).AuditList }));
