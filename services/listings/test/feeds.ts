import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../../shared/data/meeting-guide');

/** Public feeds that lie beside the project, not in it. */
export const feedsAreHere = existsSync(folder);

if (!feedsAreHere) process.stdout.write('skipped: ../shared/data is not there, so no real feed is read\n');

export function feedText(name: 'al-anon' | 'eda' | 'aasanjose' | 'invalid'): string {
  return readFileSync(join(folder, `${name}.json`), 'utf8');
}

export function feedRows(name: 'al-anon' | 'eda' | 'aasanjose'): Record<string, unknown>[] {
  return JSON.parse(feedText(name)) as Record<string, unknown>[];
}

export const defaults = {
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  durationMinutes: 60,
  language: 'en',
};

/** A row that is taken as it is; `changes` replace fields. */
export function row(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'River Street Circle',
    slug: 'river-street-circle',
    day: 2,
    time: '19:00',
    end_time: '20:30',
    types: ['O'],
    location: 'Community House',
    formatted_address: '12 River St, San Jose, CA 95112, USA',
    latitude: 37.3382,
    longitude: -121.8863,
    attendance_option: 'in_person',
    ...changes,
  };
}
