import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { ImportJob, type ImportState } from './import-job.js';

const defaults = { focuses: ['stress' as const], audiences: [], facilitation: 'peer' as const, durationMinutes: 60, language: 'en' }; // prettier-ignore
const by = newId<PersonId>();

function job(state: ImportState): ImportJob {
  const given = { organizationId: newId<OrganizationId>(), fileName: 'feed.json', defaults, total: 3 };
  return Object.assign(ImportJob.of(given, by, new Date()), { state });
}

test('a checked import runs in the name of the person who said so', () => {
  const checked = job('checked');
  checked.start(by);
  expect(checked).toMatchObject({ state: 'running', runBy: by });
});

test.each<ImportState>(['running', 'done'])('a second run while %s changes nothing', (state) => {
  const started = job(state);
  started.start(by);
  expect(started).toMatchObject({ state, runBy: null });
});

test.each<ImportState>(['checking', 'failed'])('%s, it cannot run', (state) => {
  expect(() => job(state).start(by)).toThrow();
});
