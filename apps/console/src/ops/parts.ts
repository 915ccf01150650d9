import type { ServiceName } from '../api/commands.js';

/** Parts that keep no queue: they are up when they answer. */
export const pages = [
  { name: 'gateway', path: '/health/ready' },
  { name: 'finder', path: '/' },
] as const;

export type PartName = ServiceName | (typeof pages)[number]['name'];
