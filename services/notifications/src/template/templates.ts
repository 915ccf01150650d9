import type { Template } from './letter.js';
import { visitConfirmed } from './visit-confirmed.js';
import { visitorExpected } from './visitor-expected.js';

/** Every mail that this service writes, by the name that deliveries carry. */
export const templates = {
  'visit-confirmed': visitConfirmed,
  'visitor-expected': visitorExpected,
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;
