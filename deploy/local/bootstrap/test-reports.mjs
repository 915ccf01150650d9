// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number, problems: string[] }} Summary */

/** Where nx.json has each project's Jest report written; an Nx cache hit puts it back. */
export const reportsIn = (/** @type {string} */ root) => join(root, 'dist', 'test-reports');

/**
 * Sums the reports of all projects. A project that has tests and no report counts as a failure, and so does a suite that could not run.
 * @param {string} root
 * @returns {Summary}
 */
export function summarize(root) {
  /** @type {Summary} */
  const sum = { passed: 0, failed: 0, skipped: 0, problems: [] };
  for (const project of projectsWithTests(root)) {
    const file = join(reportsIn(root), `${project}.json`);
    if (!existsSync(file)) {
      sum.failed += 1;
      sum.problems.push(`${project}: its tests ended without a report`);
      continue;
    }
    const report = JSON.parse(readFileSync(file, 'utf8'));
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    sum.skipped += report.numPendingTests + report.numTodoTests;
    for (const suite of report.testResults) sum.problems.push(...problemsOf(project, suite));
  }
  return sum;
}

/**
 * @param {string} project
 * @param {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string }[] }} suite
 */
function problemsOf(project, suite) {
  const failed = suite.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => `${project}: ${fullName}`);
  return suite.status === 'failed' && failed.length === 0 ? [`${project}: ${suite.name} could not run`] : failed;
}

/** @param {string} root @returns {string[]} such as libs/testing */
function projectsWithTests(root) {
  return ['libs', 'services', 'apps', 'deploy', 'tools'].flatMap((kind) =>
    (existsSync(join(root, kind)) ? readdirSync(join(root, kind)) : [])
      .map((name) => `${kind}/${name}`)
      .filter((project) => existsSync(join(root, project, 'package.json')) && hasTests(join(root, project))),
  );
}

/** @param {string} project */
function hasTests(project) {
  return ['src', 'test']
    .map((folder) => join(project, folder))
    .some(
      (folder) =>
        existsSync(folder) &&
        readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts')),
    );
}
