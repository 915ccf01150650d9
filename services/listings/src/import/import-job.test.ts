import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { ImportJob, type ImportState } from './import-job.js';

const defaults = { focuses: ['stress' as const], audiences: [], facilitation: 'peer' as const, durationMinutes: 60, language: 'en' }; // prettier-ignore
const by = newId<PersonId>();
const now = new Date('2026-11-23T08:00:00Z');

function job(state: ImportState): ImportJob {
  const given = { organizationId: newId<OrganizationId>(), fileName: 'feed.json', defaults, total: 3 };
  return Object.assign(ImportJob.of(given, by, new Date()), { state });
}

test('a checked import runs in the name of the person who said so', () => {
  const checked = job('checked');
  checked.start(by, now);
  expect(checked).toMatchObject({ state: 'running', runBy: by, runAt: now });
});

test('a stopped one goes on in the name of the person who said so again', () => {
  const stopped = Object.assign(job('stopped'), { runBy: newId<PersonId>(), stoppedBecause: 'access-ended' });
  stopped.start(by, now);
  expect(stopped).toMatchObject({ state: 'running', runBy: by, runAt: now, stoppedBecause: null });
});

test.each<ImportState>(['running', 'done'])('a second run while %s changes nothing', (state) => {
  const started = job(state);
  started.start(by, now);
  expect(started).toMatchObject({ state, runBy: null });
});

test.each<ImportState>(['checking', 'failed'])('%s, it cannot run', (state) => {
  expect(() => job(state).start(by, now)).toThrow();
});
