import { EventRefused, type OutgoingEvent } from './broker.js';
import { KnownTopics, TopicNotYetServed } from './refusals.js';

const events: OutgoingEvent[] = [{ topic: 'a', key: 'key', value: '{}', headers: {} }];
const denied = new Error('this server does not host this topic-partition');

/** Answers one listing after the other, and the last one for ever. */
function listing(...answers: string[][]) {
  let asked = 0;
  return () => Promise.resolve(new Set(answers[Math.min(asked++, answers.length - 1)]));
}

describe('a send that Kafka answered with "unknown topic"', () => {
  it('is no refusal as long as the topic is there, looked up anew', async () => {
    const topics = new KnownTopics(listing(['a'], [], ['a']));
    await topics.refuseUnknown(events);
    expect(await topics.meaningOf(denied, 'unknown-topic', events)).toBeInstanceOf(TopicNotYetServed);
  });

  it('is refused when the topic, which was there before, is missing now', async () => {
    const topics = new KnownTopics(listing(['a'], []));
    await topics.refuseUnknown(events);
    const verdict = topics.meaningOf(denied, 'unknown-topic', events);
    await expect(verdict).rejects.toEqual(new EventRefused('unknown-topic', 'a'));
  });

  it('is not judged while Kafka does not answer', async () => {
    const topics = new KnownTopics(() => Promise.reject(new Error('away')));
    await expect(topics.meaningOf(denied, 'unknown-topic', events)).rejects.toEqual(new Error('away'));
  });
});

it('other refusals and other failures stay what they are', async () => {
  const topics = new KnownTopics(listing([]));
  expect(await topics.meaningOf(denied, undefined, events)).toBe(denied);
  expect(await topics.meaningOf(denied, 'too-large', events)).toMatchObject({ reason: 'too-large' });
});
