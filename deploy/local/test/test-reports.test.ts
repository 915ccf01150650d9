import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { summarize } from '../bootstrap/test-reports.mjs';

const root = mkdtempSync(join(tmpdir(), 'opencircle-reports-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function project(path: string, report?: object): void {
  write(`${path}/package.json`, '{}');
  write(`${path}/src/deep/a.test.ts`, '');
  const none = {
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };
  if (report) write(`dist/test-reports/${path}.json`, JSON.stringify({ ...none, ...report }));
}

test('sums all projects and lets neither a broken suite nor a missing report pass', () => {
  expect(summarize(root)).toEqual({ passed: 0, failed: 0, skipped: 0, problems: [] });
  project('libs/a', { numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 });
  write('libs/no-tests/package.json', '{}');
  expect(summarize(root)).toMatchObject({ passed: 3, failed: 0, skipped: 2 });
  project('services/b', {
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    testResults: [
      { name: 'one', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'books a seat' }] },
      { name: 'two', status: 'failed', assertionResults: [] },
    ],
  });
  project('deploy/c');
  expect(summarize(root)).toEqual({
    passed: 3,
    failed: 3,
    skipped: 2,
    problems: [
      'services/b: books a seat',
      'services/b: two could not run',
      'deploy/c: its tests ended without a report',
    ],
  });
});
