import { labelOf, type PublicContent } from '@opencircle/contracts';
import type { TranslateFunction } from 'react-admin';
import { languageOf } from '../i18n/language.js';
import { localTime, recurrenceText } from './recurrence.js';

/** One field of a group's content as people read it: running text, or a list whose parts stand alone. */
export type Fact = { field: string; text: string } | { field: string; list: string[] };

/** A group's content field by field, in the order that a moderator reads. Every field appears, also the empty ones. */
export function factsOf(content: PublicContent, translate: TranslateFunction, locale: string): Fact[] {
  const label = (code: string) => labelOf(code, languageOf(locale));
  const yesNo = (value: boolean) => translate(value ? 'ra.boolean.true' : 'ra.boolean.false');
  const { series, venue } = content;
  const languageNames = new Intl.DisplayNames([locale], { type: 'language' });

  return [
    { field: 'name', text: content.name },
    { field: 'summary', text: content.summary },
    { field: 'description', text: content.description },
    { field: 'focuses', list: content.focuses.map(label) },
    { field: 'audiences', list: content.audiences.map(label) },
    { field: 'facilitation', text: label(content.facilitation) },
    { field: 'modality', text: label(content.modality) },
    { field: 'venue', text: venue ? addressOf(venue) : '' },
    { field: 'publicity', text: venue ? translate(`publicity.${venue.publicity}`) : '' },
    { field: 'accessibility', list: venue?.accessibility ?? [] },
    { field: 'recurrence', text: recurrenceText(series, translate, locale) },
    { field: 'time', text: timeOf(series, translate, locale) },
    { field: 'zone', text: series.zone },
    { field: 'exceptions', list: series.exceptions.map((local) => local.replace('T', ' ')) },
    { field: 'overrides', list: series.overrides.map(overrideText) },
    { field: 'capacity', text: content.capacity === null ? '' : String(content.capacity) },
    { field: 'openness', text: translate(`openness.${content.openness}`) },
    { field: 'visitors', text: [yesNo(content.visitors.allowed), content.visitors.note].filter(Boolean).join('. ') },
    { field: 'registration', text: translate(`registration.${content.registration}`) },
    { field: 'ageRange', text: ageText(content.ageRange, translate) },
    { field: 'languages', list: content.languages.map((tag) => languageNames.of(tag) ?? tag) },
    { field: 'cost', text: [translate(`cost.${content.cost.kind}`), content.cost.note].filter(Boolean).join('. ') },
    { field: 'guidelines', text: content.guidelines },
    { field: 'email', text: content.contact.email ?? '' },
    { field: 'phone', text: content.contact.phone ?? '' },
    { field: 'website', text: content.contact.website ?? '' },
  ];
}

export function addressOf(venue: NonNullable<PublicContent['venue']>): string {
  const town = [venue.locality, [venue.region, venue.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [venue.name, venue.street, town, venue.country].filter(Boolean).join(', ');
}

function timeOf(series: PublicContent['series'], translate: TranslateFunction, locale: string): string {
  return translate('recurrence.time', {
    time: localTime(series.firstStart, locale),
    minutes: series.durationMinutes,
  });
}

function overrideText({ session, start, durationMinutes }: PublicContent['series']['overrides'][number]): string {
  const change = [start?.replace('T', ' '), durationMinutes === undefined ? '' : `${durationMinutes} min`];
  return `${session.replace('T', ' ')} → ${change.filter(Boolean).join(', ')}`;
}

function ageText({ min, max }: PublicContent['ageRange'], translate: TranslateFunction): string {
  if (min === null && max === null) return translate('age.any');
  if (max === null) return translate('age.from', { min });
  return min === null ? translate('age.to', { max }) : translate('age.between', { min, max });
}
