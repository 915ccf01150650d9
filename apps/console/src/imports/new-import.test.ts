import { fileProblem, largestFeedBytes, newImport } from './new-import.js';

const defaults = { focuses: ['anxiety' as const], facilitation: 'peer' as const, durationMinutes: 60, language: 'en' };

it('refuses a file before it is read: empty, or larger than the edge takes', () => {
  expect(fileProblem({ name: 'a.json', size: 0 })?.message).toBe('import.file_empty');
  expect(fileProblem({ name: 'a.json', size: largestFeedBytes })).toBeUndefined();
  expect(fileProblem({ name: 'a.json', size: 200 * 1024 * 1024 })).toEqual({
    message: 'import.file_too_large',
    args: { size: 200, largest: 20 },
  });
});

it('sends the text of the file with defaults, without the zone that was left empty', async () => {
  const file = { rawFile: new File(['[{"name":"A"}]'], 'feed.json') };
  expect(await newImport({ organizationId: 'o1', file, defaults: { ...defaults, zone: '' } })).toEqual({
    organizationId: 'o1',
    fileName: 'feed.json',
    feed: '[{"name":"A"}]',
    defaults: { ...defaults, audiences: [] },
  });
});
