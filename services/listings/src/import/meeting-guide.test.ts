import type { ImportDefaults } from './import-defaults.js';
import { readRow, type RowReading } from './meeting-guide.js';

const defaults: ImportDefaults = {
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  durationMinutes: 60,
  language: 'en',
};
/** A Monday. */
const now = new Date('2026-11-23T12:00:00Z');

const good = {
  id: 12,
  name: 'River Street Circle',
  slug: 'river-street-circle',
  notes: 'Side door.\nRing twice.',
  updated: '2026-05-01 10:00:00',
  day: 2,
  time: '19:00',
  end_time: '20:30',
  types: ['O', 'X', 'S'],
  location: 'Community House',
  formatted_address: '12 River St, San Jose, CA 95112, USA',
  approximate: 'no',
  latitude: 37.3382,
  longitude: -121.8863,
  attendance_option: 'in_person',
};

function read(changes: Record<string, unknown> = {}, more: Partial<ImportDefaults> = {}): RowReading {
  return readRow({ ...good, ...changes }, { ...defaults, ...more }, now);
}

function taken(changes: Record<string, unknown> = {}, more: Partial<ImportDefaults> = {}) {
  const reading = read(changes, more);
  if (!reading.taken) throw new Error(JSON.stringify(reading.problems));
  return { ...reading, notes: reading.notices.map(({ pointer, rule }) => `${pointer} ${rule}`) };
}

function problems(changes: Record<string, unknown>, more: Partial<ImportDefaults> = {}): string[] {
  const reading = read(changes, more);
  return reading.taken ? [] : reading.problems.map(({ pointer, rule }) => `${pointer} ${rule}`);
}

describe('a good row', () => {
  test('becomes the content of a listing', () => {
    const { content, hidden, key, notes } = taken();
    expect(notes).toEqual([]);
    expect(key).toBe('slug:river-street-circle');
    expect(hidden).toEqual({ joinLink: null, joinNote: null, dialIn: null, dialInNote: null });
    expect(content).toEqual({
      name: 'River Street Circle',
      summary: 'Side door.',
      description: 'Side door.\nRing twice.',
      focuses: ['addiction-recovery'],
      audiences: ['family'],
      facilitation: 'peer',
      modality: 'in-person',
      venue: {
        publicity: 'public',
        name: 'Community House',
        street: '12 River St',
        locality: 'San Jose',
        region: 'CA',
        postalCode: '95112',
        country: 'US',
        point: { latitude: 37.3382, longitude: -121.8863 },
        accessibility: ['step-free'],
      },
      series: {
        zone: 'America/Los_Angeles',
        firstStart: '2026-11-24T19:00',
        durationMinutes: 90,
        rule: 'FREQ=WEEKLY;BYDAY=TU',
        exceptions: [],
        overrides: [],
      },
      capacity: null,
      openness: 'open',
      visitors: { allowed: true, note: null },
      registration: 'drop-in',
      ageRange: { min: null, max: null },
      languages: ['es'],
      cost: { kind: 'free', note: null },
      guidelines: '',
      contact: { email: null, phone: null, website: null },
      assuredAt: '2026-05-01T10:00:00.000Z',
    });
  });

  test('is known by its id when it has no slug', () => {
    expect(taken({ slug: '' }).key).toBe('id:12');
  });

  test('tells all its problems at once', () => {
    expect(problems({ name: '', day: 9, time: '25:00', slug: null, id: undefined })).toEqual([
      '/name required',
      '/slug required',
      '/day range',
      '/time time',
    ]);
  });
});

describe('what cannot be a row is refused', () => {
  test.each([[null], ['text'], [7], [[good]]])('%j', (raw) => {
    expect(readRow(raw, defaults, now)).toMatchObject({ taken: false, problems: [{ pointer: '', rule: 'type' }] });
  });

  test('every field of a wrong type throws nothing', () => {
    for (const odd of [null, {}, [], [[]], -1, 1e308, true, 'x', '\u202e', 'x'.repeat(70_000)]) {
      for (const field of [...Object.keys(good), 'conference_url', 'timezone', 'email', 'website', 'region', 'city']) {
        expect(() => readRow({ ...good, [field]: odd }, defaults, now)).not.toThrow();
      }
    }
  });
});

describe('name', () => {
  test.each([[undefined, 'required'], ['  ', 'required'], [null, 'required'], [7, 'type'], ['x', 'length'], ['y'.repeat(201), 'length']])(
    '%p is refused',
    (name, rule) => expect(problems({ name })).toEqual([`/name ${rule}`]),
  ); // prettier-ignore

  test('entities are resolved', () => expect(taken({ name: 'Hope &amp; Help' }).content.name).toBe('Hope & Help'));
});

describe('attendance', () => {
  test.each([['in_person', 'in-person'], ['online', 'virtual'], ['hybrid', 'hybrid'], ['Online', 'virtual']])(
    '%s is %s',
    (attendance_option, modality) => expect(taken({ attendance_option }).content.modality).toBe(modality),
  ); // prettier-ignore

  test('inactive is refused', () => {
    expect(problems({ attendance_option: 'inactive' })).toEqual(['/attendance_option inactive']);
  });

  test('an online meeting has no venue', () => expect(taken({ attendance_option: 'online' }).content.venue).toBeNull());

  test.each([
    [{}, 'in-person'],
    [{ conference_url: 'https://zoom.us/j/1' }, 'hybrid'],
    [{ conference_url: 'https://zoom.us/j/1', types: ['O', 'TC'] }, 'virtual'],
    [{ conference_phone: '+1', approximate: 'yes' }, 'virtual'],
  ])('without the option, %j is derived as %s', (changes, modality) => {
    const reading = taken({ attendance_option: undefined, ...changes });
    expect(reading.content.modality).toBe(modality);
    expect(reading.notes).toContain('/attendance_option derived');
  });

  test('closed for now and nothing online is refused', () => {
    expect(problems({ attendance_option: '', types: ['TC'] })).toEqual(['/attendance_option inactive']);
  });

  test('an unknown option is told', () => {
    expect(taken({ attendance_option: 'telepathy' }).notes).toContain('/attendance_option unknown-option');
  });
});

describe('types', () => {
  test('an unknown code is taken with a notice', () => {
    expect(taken({ types: ['O', 'ZZ'] }).notes).toEqual(['/types/1 unknown-type']);
  });

  test('closed wins, and visits are then not offered', () => {
    expect(taken({ types: ['O', 'C'] }).content).toMatchObject({ openness: 'closed', visitors: { allowed: false } });
  });

  test('codes add to focuses, audiences and languages', () => {
    expect(taken({ types: ['O', 'W', 'L', 'G', 'DD', 'EN', 'S', 'ASL'] }).content).toMatchObject({
      focuses: ['addiction-recovery', 'dual-diagnosis'],
      audiences: ['family', 'women', 'lgbtqia'],
      languages: ['en', 'es', 'ase'],
    });
  });

  test.each([
    [undefined, ['/types default-openness']],
    [7, ['/types type', '/types default-openness']],
    ['O, X', ['/types type']],
    [['O', 4], ['/types/1 unknown-type']],
  ])('%j', (types, notes) => expect(taken({ types }).notes).toEqual(notes));
});

describe('the join link', () => {
  const link = 'https://meet.example.org/4aaef5b583';

  test('is private', () => {
    const reading = taken({ attendance_option: 'online', conference_url: link, conference_phone: '+10000000000' });
    expect(reading.hidden).toMatchObject({ joinLink: link, dialIn: '+10000000000' });
    expect(JSON.stringify(reading.content)).not.toContain('meet.example.org');
  });

  test('is taken out of the notes, by equality and by known hosts', () => {
    const notes = `Join at ${link}, or https://us02web.zoom.us/j/99?pwd=x. Read https://example.org/steps first.`;
    const reading = taken({ notes, conference_url: link });
    expect(reading.content.description).toBe('Join at , or . Read https://example.org/steps first.');
    expect(reading.content.summary).not.toContain('zoom');
    expect(reading.notes).toEqual(['/notes join-link-removed']);
  });

  test('found only in the notes serves as the link', () => {
    expect(taken({ notes: 'https://zoom.us/j/5' }).hidden.joinLink).toBe('https://zoom.us/j/5');
  });

  test.each([['javascript:alert(1)'], ['not a link'], [7], [`https://x.org/${'a'.repeat(600)}`]])(
    '%j is left out, and the notice does not repeat it',
    (conference_url) => {
      const reading = taken({ conference_url });
      expect(reading.hidden.joinLink).toBeNull();
      expect(reading.notices).toEqual([
        {
          pointer: '/conference_url',
          rule: 'format',
          message: 'conference_url is not a web address and was left out.',
        },
      ]);
    },
  );
});

describe('text', () => {
  test('HTML is stripped to its text', () => {
    const notes =
      '<p>Come &amp; sit.</p><script>steal()</script><p>See <a href="https://x.org">here</a><br>at 3 < 4</p>';
    const reading = taken({ notes });
    expect(reading.content.description).toBe('Come & sit.\n\nSee here\nat 3 < 4');
    expect(reading.notes).toEqual(['/notes html-removed']);
  });

  test('too long notes are cut', () => {
    const reading = taken({ notes: 'word '.repeat(4000) });
    expect(reading.content.description.length).toBeLessThanOrEqual(10_000);
    expect(reading.content.summary.length).toBeLessThanOrEqual(300);
    expect(reading.notes).toEqual(['/notes shortened']);
  });

  test('notes of three fields are joined, repeats once', () => {
    const reading = taken({ notes: 'Hall', group_notes: 'We share.', location_notes: 'Hall' });
    expect(reading.content.description).toBe('Hall\n\nWe share.');
  });
});

describe('contact', () => {
  test('public ways to ask are kept, named persons are not read', () => {
    const row = { email: 'info@example.org', phone: '555-0100', website: 'example.org', url: 'https://example.org/a', contact_1_name: 'Ann' }; // prettier-ignore
    const reading = taken(row);
    expect(reading.content.contact).toEqual({ email: 'info@example.org', phone: '555-0100', website: 'https://example.org/a' }); // prettier-ignore
    expect(reading.notes).toEqual(['/website format']);
    expect(JSON.stringify(reading.content)).not.toContain('Ann');
  });

  test('what is no e-mail is left out', () => expect(taken({ email: 'call me' }).notes).toEqual(['/email format']));
});
