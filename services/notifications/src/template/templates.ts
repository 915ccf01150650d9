import { invitation } from './invitation.js';
import type { LinkTemplate, Template } from './letter.js';
import { passwordReset } from './password-reset.js';
import { signInLink } from './sign-in-link.js';
import { visitConfirmed } from './visit-confirmed.js';
import { visitorExpected } from './visitor-expected.js';

/** Mails about a session of a group, by the name that deliveries carry. */
export const sessionTemplates = {
  'visit-confirmed': visitConfirmed,
  'visitor-expected': visitorExpected,
} as const satisfies Record<string, Template>;

/** Mails with a link that somebody asked for. */
export const linkTemplates = {
  'sign-in-link': signInLink,
  'password-reset': passwordReset,
  invitation,
} as const satisfies Record<string, LinkTemplate>;

export type TemplateName = keyof typeof sessionTemplates | keyof typeof linkTemplates;
