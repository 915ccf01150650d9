export {
  CertificateFolder,
  testAuthority,
  type Issued,
  type TestAuthority,
  type TestCertificate,
} from './certificates.js';
export { testBrokers, testPostgresUrl } from './environment.js';
export { TestClock, type Span } from './test-clock.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { topicPrefix } from './topic-prefix.js';
export { startSecuredKafka, type SecuredKafka } from './secured-kafka.js';
export { stackPort, startStack, type RunFile, type ServiceName, type Stack } from './stack.js';
export { takeGoldenSamples } from './golden-samples.js';
export { eventually } from './eventually.js';
export {
  approve,
  importFeed,
  isFindable,
  openCases,
  syntheticFeed,
  syntheticPoint,
  type OpenCase,
} from './scenario.js';
export { EX_USAGE, runNamed, type NamedRun } from './named-runs.js';
export { publisher, type Publisher } from './publish.js';
export { StackClient, type Answer } from './stack-client.js';
export { unsecuredTables } from './row-security.js';
export { textTable } from './text-table.js';
