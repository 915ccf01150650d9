import { Registry } from 'prom-client';
import { MessagingMetrics } from './metrics.js';

test('a figure that cannot be told is absent, and not nought', async () => {
  const registry = new Registry();
  let read = () => Promise.resolve(7);
  new MessagingMetrics(registry).gauge('depth', 'How deep', () => read());
  const told = async () => (await registry.getSingleMetricAsString('depth')).split('\n').slice(2);
  expect(await told()).toEqual(['depth 7']);
  read = () => Promise.reject(new Error('away'));
  expect(await told()).toEqual([]);
  read = () => Promise.resolve(8);
  expect(await told()).toEqual(['depth 8']);
});
