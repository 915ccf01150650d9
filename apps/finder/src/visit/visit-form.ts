import { createHash, randomUUID } from 'node:crypto';
import type { Group } from '../backend/matching.js';
import type { VisitRequest } from '../backend/membership.js';
import { languages, type Language, type Messages } from '../language/language.js';
import { textOf } from '../search/search-form.js';

/** What the visit form holds, as typed. `nonce` is made with the form and makes sending it twice harmless. */
export type VisitForm = {
  nonce: string;
  sessionStart: string;
  displayName: string;
  email: string;
  language: Language;
  consent: boolean;
};

export type VisitField = 'sessionStart' | 'displayName' | 'email' | 'consent';
export type VisitErrors = Partial<Record<VisitField, string>>;

export function emptyVisit(language: Language, sessionStart = ''): VisitForm {
  return { nonce: randomUUID(), sessionStart, displayName: '', email: '', language, consent: false };
}

export function readVisitForm(form: URLSearchParams, language: Language): VisitForm {
  const nonce = textOf(form, 'nonce');
  return {
    nonce: /^[0-9a-f-]{36}$/.test(nonce) ? nonce : randomUUID(),
    sessionStart: textOf(form, 'sessionStart'),
    displayName: textOf(form, 'displayName').trim().slice(0, 300),
    email: textOf(form, 'email').trim().slice(0, 300),
    language: languages.find((known) => known === textOf(form, 'language')) ?? language,
    consent: textOf(form, 'consent') === 'yes',
  };
}

/** What is wrong with the form, a sentence a field; empty when it can be sent. */
export function visitErrors(form: VisitForm, group: Group, t: Messages['errors']): VisitErrors {
  const offered = group.nextSessions.some((session) => session.start === form.sessionStart);
  const sessionStart = form.sessionStart === '' ? t.session : offered ? undefined : t.sessionGone;
  const displayName =
    form.displayName === '' ? t.displayName : form.displayName.length > 80 ? t.displayNameLong : undefined;
  const plausible = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/.test(form.email) && form.email.length <= 254;
  return {
    ...(sessionStart && { sessionStart }),
    ...(displayName && { displayName }),
    ...(!plausible && { email: t.email }),
    ...(!form.consent && { consent: t.consent }),
  };
}

export function visitRequest(form: VisitForm, listingId: string): VisitRequest {
  const { sessionStart, displayName, email, language } = form;
  return { listingId, sessionStart, displayName, email, language, consent: true };
}

/**
 * The Idempotency-Key of this form with these contents, a UUID (RFC 9562 version 8): the same form sent twice books
 * once, and a form gone back to and corrected is a request of its own.
 */
export function idempotencyKeyOf(nonce: string, request: VisitRequest): string {
  const hex = createHash('sha256').update(nonce).update(JSON.stringify(request)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
