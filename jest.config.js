import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** One configuration for every project; Nx runs it with the project as root folder. */
export default {
  testEnvironment: 'node',
  // A real PostgreSQL and Kafka start beside a test, on two busy cores; a test asserts outcomes, not times.
  testTimeout: 60_000,
  globalSetup: new URL('libs/testing/jest/global-setup.mjs', import.meta.url).pathname,
  globalTeardown: new URL('libs/testing/jest/global-teardown.mjs', import.meta.url).pathname,
  testMatch: ['<rootDir>/{src,test}/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@opencircle/source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, sourceMaps: 'inline' }] },
  transformIgnorePatterns: ['/node_modules/(?!@opencircle/)'],
};
