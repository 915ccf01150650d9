import { newId, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { contentWith } from '../../listing/content.fixture.js';
import { noPrivateContent } from '../../listing/private-content.js';
import { checkContent } from './check-content.js';
import { completeness } from './completeness.js';
import { likelyDuplicates, similarity, type Candidate } from './likely-duplicates.js';
import { personalData } from './personal-data.js';
import { suspiciousSeries } from './suspicious-series.js';

const series = contentWith().series;
const riverside = newId<OrganizationId>();

function codes(checks: { code: string }[]): string[] {
  return checks.map(({ code }) => code);
}

describe('personal data', () => {
  test.each([
    ['write to ann.b@example.com', 'personal-data'],
    ['call (408) 555-0134', 'personal-data'],
    ['text 408.555.0134', 'personal-data'],
    ['ring +44 20 7946 0018', 'personal-data'],
    ['Zoom ID: 864 1234 5678', 'join-secret'],
    ['passcode hope2020', 'join-secret'],
    ['https://us02web.zoom.us/j/99', 'join-secret'],
  ])('%s', (description, code) => expect(codes(personalData(contentWith({ description })))).toContain(code));

  test.each([
    ['We read page 12, chapter 3, since 1998-2004.'],
    ['Open 2026-11-23 19:00 to 20:30'],
    ['No password needed, ask at the door.'],
    ['Room 555, 12 River St, 95112'],
    ['circle@example.org'],
  ])('%s is none', (description) => expect(personalData(contentWith({ description }))).toEqual([]));

  test('is told without being repeated', () => {
    const checks = personalData(contentWith({ guidelines: 'ask ann@example.com or bo@example.com' }));
    expect(checks).toEqual([
      { code: 'personal-data', severity: 'warning', message: 'guidelines has 2 e-mail addresses.' },
    ]);
  });
});

describe('suspicious series', () => {
  test('nothing to say about a usual one', () => expect(suspiciousSeries(contentWith())).toEqual([]));

  test.each([
    [{ series: { ...series, durationMinutes: 810 } }, 'session-long'],
    [{ name: 'First Saturday, 10am to 11:30pm', series: { ...series, rule: 'FREQ=WEEKLY;BYDAY=SA' } }, 'rule-doubtful'],
    [{ description: 'We meet on the 2nd Tuesday only, all welcome.' }, 'rule-doubtful'],
    [{ description: 'The last Tue of the month is a speaker evening.' }, 'rule-doubtful'],
    [{ description: 'Monthly, with cake, for everybody.' }, 'rule-doubtful'],
    [{ name: 'Thursday Night Circle' }, 'day-contradicts-name'],
    [{ series: { ...series, firstStart: '2026-11-24T03:00' } }, 'night-time'],
    [{ series: { ...series, zone: 'America/New_York' } }, 'zone-contradicts-place'],
  ])('%j', (changes, code) => expect(codes(suspiciousSeries(contentWith(changes)))).toEqual([code]));

  test.each([
    [{ name: 'First Saturday', series: { ...series, rule: 'FREQ=MONTHLY;BYDAY=1SA' } }],
    [{ name: 'Tuesdays at Seven' }],
    [{ name: 'First Step Group' }],
    [{ name: 'Monday and Tuesday Circle' }],
  ])('%j is fine', (changes) => expect(suspiciousSeries(contentWith(changes))).toEqual([]));
});

describe('completeness', () => {
  test('nothing to say about a complete one', () => expect(completeness(contentWith(), noPrivateContent)).toEqual([]));

  const venue = contentWith().venue as NonNullable<ReturnType<typeof contentWith>['venue']>;
  test.each([
    [{ venue: null }, 'venue-missing'],
    [{ venue: { ...venue, point: null } }, 'point-missing'],
    [{ venue: { ...venue, street: null } }, 'street-missing'],
    [{ modality: 'hybrid' as const }, 'join-link-missing'],
    [{ ageRange: { min: 30, max: 20 } }, 'contradiction'],
    [{ audiences: ['youth' as const], ageRange: { min: 40, max: null } }, 'contradiction'],
    [{ openness: 'closed' as const }, 'closed-with-visits'],
    [{ capacity: 2 }, 'capacity-small'],
    [{ description: 'Tea.' }, 'description-short'],
    [{ contact: { email: null, phone: null, website: null } }, 'contact-missing'],
  ])('%j', (changes, code) => expect(codes(completeness(contentWith(changes), noPrivateContent))).toEqual([code]));

  test('an online group with a venue and no link', () => {
    const checks = completeness(contentWith({ modality: 'virtual' }), noPrivateContent);
    expect(codes(checks)).toEqual(['contradiction', 'join-link-missing']);
  });
});

describe('likely duplicates', () => {
  const subject: Candidate = { id: newId<ListingId>(), organizationId: riverside, name: 'River Street Circle', meetingTime: 'TU 19:00', latitude: 37.338, longitude: -121.886 }; // prettier-ignore
  function other(changes: Partial<Candidate>): Candidate {
    return { ...subject, id: newId<ListingId>(), ...changes };
  }
  const elsewhere = { latitude: 40, longitude: -100 };
  const stranger = newId<OrganizationId>();

  test.each([
    [{ name: 'Something else', organizationId: stranger }, ['duplicate']],
    [{ ...elsewhere, name: 'River St. Circle' }, ['duplicate']],
    [{ ...elsewhere, organizationId: stranger }, []],
    [{ ...elsewhere, name: 'Hope' }, []],
    [{ meetingTime: 'WE 19:00' }, ['similar-nearby']],
    [{ meetingTime: 'WE 19:00', name: 'Hope' }, []],
    [{ latitude: 37.342 }, ['duplicate']],
    [{ latitude: 37.342, organizationId: stranger }, []],
    [{ latitude: null, longitude: null, organizationId: stranger }, []],
  ])('%j', (changes, expected) => expect(codes(likelyDuplicates(subject, [other(changes)]))).toEqual(expected));

  test('is never itself', () => expect(likelyDuplicates(subject, [subject])).toEqual([]));

  test('names are compared without numbers and usual words', () => {
    expect(similarity('25037 Parents AFG', '30112 Parents Group')).toBe(1);
    expect(similarity('Hope', 'Serenity')).toBe(0);
  });
});

test('warnings come before hints', () => {
  const content = contentWith({ description: 'Tea, a@b.co', contact: { email: null, phone: null, website: null } });
  const subject = { id: newId<ListingId>(), organizationId: riverside, name: content.name, meetingTime: 'TU 19:00', latitude: null, longitude: null }; // prettier-ignore
  expect(checkContent(content, noPrivateContent, subject, []).map(({ severity }) => severity)).toEqual([
    'warning',
    'info',
    'info',
  ]);
});
