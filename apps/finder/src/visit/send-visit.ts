import { ServiceUnavailable, type Caller, type Refusal } from '../backend/call.js';
import { findGroup, type Group } from '../backend/matching.js';
import { bookVisit } from '../backend/membership.js';
import type { Language, Messages } from '../language/language.js';
import { emptyVisit, idempotencyKeyOf, readVisitForm, visitErrors, visitRequest } from './visit-form.js';
import type { VisitErrors, VisitField, VisitForm } from './visit-form.js';

export type VisitOutcome =
  | { kind: 'form'; group: Group; form: VisitForm; errors: VisitErrors; notice?: string }
  | { kind: 'booked'; group: Group; form: VisitForm }
  | { kind: 'unavailable'; group?: Group; form: VisitForm }
  | { kind: 'no-visits'; group: Group }
  | { kind: 'gone' };

/** Shows the form, or books what was typed into it; whatever goes wrong, the outcome still holds what was typed. */
export async function sendVisit(
  listingId: string,
  posted: URLSearchParams | undefined,
  language: Language,
  t: Messages['errors'],
  caller: Caller,
): Promise<VisitOutcome> {
  const form = posted ? readVisitForm(posted, language) : emptyVisit(language);
  let group: Group | undefined;
  try {
    group = await findGroup(listingId, caller);
    if (!group) return { kind: 'gone' };
    if (!group.content.visitors.allowed || group.nextSessions.length === 0) return { kind: 'no-visits', group };
    if (!posted) return { kind: 'form', group, form, errors: {} };
    const errors = visitErrors(form, group, t);
    if (Object.keys(errors).length > 0) return { kind: 'form', group, form, errors };
    const request = visitRequest(form, listingId);
    const answer = await bookVisit(request, idempotencyKeyOf(form.nonce, request), caller);
    if (answer.ok) return { kind: 'booked', group, form };
    return refused(answer.refusal, group, form, t);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
    return { kind: 'unavailable', form, ...(group && { group }) };
  }
}

function refused(refusal: Refusal, group: Group, form: VisitForm, t: Messages['errors']): VisitOutcome {
  if (refusal.code === 'group-not-found' || refusal.status === 404) return { kind: 'gone' };
  if (refusal.code === 'visits-not-offered') return { kind: 'no-visits', group };
  if (refusal.code === 'not-a-session') return { kind: 'form', group, form, errors: { sessionStart: t.sessionGone } };
  if (refusal.status === 429) return { kind: 'form', group, form, errors: {}, notice: t.busy };
  const errors: VisitErrors = {};
  for (const { pointer } of refusal.errors) {
    const field = fields.find((known) => pointer === `/${known}`);
    if (field) errors[field] = field === 'email' ? t.email : t.refused;
  }
  if (Object.keys(errors).length > 0) return { kind: 'form', group, form, errors };
  return { kind: 'form', group, form, errors: {}, notice: t.refused };
}

const fields: readonly VisitField[] = ['sessionStart', 'displayName', 'email', 'consent'];
