export { testBrokers, testPostgresUrl } from './environment.js';
export { TestClock, type Span } from './test-clock.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { topicPrefix } from './topic-prefix.js';
export { startStack, type RunFile, type ServiceName, type Stack } from './stack.js';
