/** The servers of this test run; `npm test` or the Jest set-up has put them into the environment. */
function fromEnvironment(name: 'TEST_POSTGRES_URL' | 'TEST_KAFKA_BROKERS'): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new Error(
    `${name} is not set: this test needs a real server. It must stand in the project's test/ folder, and its package.json must name @opencircle/testing.`,
  );
}

/** Superuser URL of the run's PostgreSQL. */
export function testPostgresUrl(): string {
  return fromEnvironment('TEST_POSTGRES_URL');
}

/** Brokers of the run's Kafka, as KAFKA_BROKERS wants them. */
export function testBrokers(): string {
  return fromEnvironment('TEST_KAFKA_BROKERS');
}
