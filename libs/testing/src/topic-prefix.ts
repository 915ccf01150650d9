import { randomBytes } from 'node:crypto';
import { createTopics } from '@opencircle/backing-services';
import { testBrokers } from './environment.js';

/** Makes every declared topic under a prefix nobody else uses and returns it, as TOPIC_PREFIX wants it. One per test file. */
export async function topicPrefix(): Promise<string> {
  const prefix = `t${randomBytes(6).toString('hex')}.`;
  await createTopics(testBrokers(), prefix);
  return prefix;
}
