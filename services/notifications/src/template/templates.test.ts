import { focuses } from '@opencircle/contracts';
import { languageFor, languages, type Occasion } from './letter.js';
import { sessionTime } from './session-time.js';
import { linkTemplates, sessionTemplates } from './templates.js';

const occasion: Occasion = {
  time: 'Tuesday, November 24, 2026 at 7:00 PM PST',
  groupName: 'Depression and bipolar circle',
  groupLink: 'https://opencircle.example/groups/01890a5d-ac96-774b-bcce-b302099a8057',
  consoleLink: 'https://opencircle.example/console/',
};
const names = Object.keys(sessionTemplates) as (keyof typeof sessionTemplates)[];
const every = names.flatMap((name) => languages.map((language) => [name, language] as const));

/** Words that tell what a mail is about. */
const telling = /depress|bipolar|circle\b(?<!OpenCircle)|group|grupo|support|apoyo|therap|terapia|mental|salud|health/i;

describe.each(every)('%s in %s', (name, language) => {
  const write = sessionTemplates[name][language];
  const { subject, text } = write(occasion, 'time-only');

  it('says when and where to look, and nothing that tells what it is about', () => {
    expect(text).toContain(occasion.time);
    expect(text).toContain(occasion.groupLink);
    const words = [subject, text.replaceAll(/https:\S+/g, '').replaceAll('OpenCircle', '')].join('\n');
    expect(words).not.toMatch(telling);
    for (const focus of focuses) expect(words).not.toContain(focus);
  });

  it('names the group only where the receiver wants it, and never in the subject', () => {
    const full = write(occasion, 'full');
    expect(full.subject).toBe(subject);
    expect(full.text).toContain(occasion.groupName);
  });

  it('is plain lines that no mail client folds', () => {
    expect(subject.length).toBeLessThan(40);
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(100);
  });
});

const links = Object.keys(linkTemplates) as (keyof typeof linkTemplates)[];

test.each(links.flatMap((name) => languages.map((language) => [name, language] as const)))(
  '%s in %s has the link on a line of its own, and says nothing that tells what this is',
  (name, language) => {
    const url = 'https://opencircle.example/console/#/link?token=Zm9v';
    const { subject, text } = linkTemplates[name][language](url);
    expect(text.split('\n')).toContain(url);
    expect(subject.length).toBeLessThan(40);
    expect([subject, text.replaceAll('OpenCircle', '')].join('\n')).not.toMatch(telling);
  },
);

test('the language is the receiver’s, where it is written', () => {
  expect(['es', 'es-MX', 'ES', 'en', 'pt-BR', ''].map(languageFor)).toEqual(['es', 'es', 'es', 'en', 'en', 'en']);
});

test('a session’s time is worded in the group’s zone', () => {
  const start = new Date('2026-11-25T03:00:00Z');
  expect(sessionTime(start, 'America/Los_Angeles', 'en')).toBe('Tuesday, November 24, 2026 at 7:00 PM PST');
  expect(sessionTime(start, 'Europe/Madrid', 'es')).toBe('miércoles, 25 de noviembre de 2026, 4:00 CET');
});
