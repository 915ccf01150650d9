import { events, newId } from '@opencircle/contracts';
import { eventually } from './eventually.js';
import { publisher } from './publish.js';

type Query = <Row>(sql: string) => Promise<Row[]>;

/**
 * Sends a running service the golden sample of every event version there is, each as the first event of an aggregate and with
 * fields that a later release may add, and waits until the service has taken all that are on its topics.
 * @param service `topics` that it subscribes to, prefixed; `spoil` makes samples that it must not take, for a negative control
 * @returns the types that were sent, and what the service parked of them, with the reason
 */
export async function takeGoldenSamples(service: {
  topics: readonly string[];
  topicPrefix: string;
  query: Query;
  spoil?: (data: object) => object;
}) {
  const { spoil = (data) => data } = service;
  const sent = events
    .filter(({ topic }) => service.topics.includes(service.topicPrefix + topic))
    .map((event) => ({ event, subject: newId<string>() }));
  const sender = await publisher(service.topicPrefix);
  for (const { event, subject } of sent)
    await sender.publish(event, subject, 1, spoil(withUnknownFields(event.sample) as object));
  await sender.close();
  const subjects = sent.map(({ subject }) => `'${subject}'`).join();
  const parked = () =>
    service.query<{ subject: string; reason: string; error: string }>(
      `SELECT subject, reason, error_class AS error FROM parked_event WHERE subject IN (${subjects})`,
    );
  const taken = () =>
    service.query<{ subject: string }>(`SELECT subject FROM inbox_cursor WHERE subject IN (${subjects})`);
  await eventually(
    'every sample is taken or parked',
    async () => (await taken()).length + (await parked()).length >= sent.length,
  );
  return { sent: sent.map(({ event }) => event.type), parked: await parked() };
}

/** The same data with a field that no contract names in it and in every object inside it. */
function withUnknownFields(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withUnknownFields);
  if (typeof data !== 'object' || data === null) return data;
  const fields = Object.entries(data).map(([name, value]) => [name, withUnknownFields(value)]);
  return { ...Object.fromEntries(fields), addedLater: { by: 'a newer release' } };
}
