import { caseClaimed, listingRejected, personRegistered } from '@opencircle/contracts';
import { isOurs, type ConsumerKind } from './child-settings.js';
import { outboxSql, type Sources } from '../ledger/sources.js';

/**
 * Events that wait, by id. Sent twice, an event can be parked twice: it is one event, at its first place, and once it had
 * its effect by a replay the other copy stands for nothing, as the replay says when it comes to it.
 */
const parkedSql = `
  SELECT o.event_id AS event, 1e15 + min(p.id)::float AS position FROM parked_event p
  JOIN outbox o ON p.topic LIKE '%' || o.topic AND p.subject = o.subject AND p.aggregate_version = o.aggregate_version
  WHERE o.event_id NOT IN (SELECT event_id FROM effect)
  GROUP BY o.event_id`;

/** Whether all is done that was to be done later, all is sent, and every event has its effect or is parked. */
export const settledSql = `
  SELECT NOT EXISTS (SELECT 1 FROM scheduled_job) AND NOT EXISTS (SELECT 1 FROM outbox WHERE published_at IS NULL)
    AND NOT EXISTS (
    SELECT 1 FROM outbox WHERE topic = '${listingRejected.topic}'
      AND event_id NOT IN (SELECT event_id FROM effect UNION SELECT event FROM (${parkedSql}) parked)
  ) AS settled`;

/** Where the facts about one phase's subjects stand. A parked event is not lost: it waits, in order, for an operator. */
export function phaseSources(url: string, phase: string, kind: ConsumerKind): Sources {
  const ofPhase = `subject IN (SELECT subject FROM phase WHERE name = '${phase}')`;
  const written = `topic IN ('${listingRejected.topic}', '${personRegistered.topic}')`;
  const effects = `
    SELECT event, position FROM (
      SELECT event_id AS event, n::float AS position FROM effect UNION ALL ${parkedSql}
    ) effect JOIN outbox ON event = event_id WHERE ${ofPhase}`;
  const outgoing = {
    name: 'outgoing events of effects',
    expected: countBySubject(url, `event_id IN (SELECT event_id FROM effect) AND ${ofPhase}`),
    actual: countBySubject(url, `topic = '${caseClaimed.topic}' AND ${ofPhase}`),
  };
  return {
    prefix: `${phase}/`,
    requests: [
      {
        url,
        sql: `SELECT coalesce(phase.request, data->>'reasonCode') AS key, count(*)::int AS count
              FROM outbox JOIN phase USING (subject) WHERE name = '${phase}' AND ${written} GROUP BY 1`,
      },
    ],
    outboxes: [{ url, sql: `${outboxSql} WHERE ${written} AND ${ofPhase}` }],
    consumers: [{ name: 'effect', topics: [listingRejected.topic], effects: { url, sql: effects } }],
    tallies: [
      ...(isOurs(kind) ? [outgoing] : []),
      {
        name: 'published rows',
        expected: countBySubject(url, ofPhase),
        actual: countBySubject(url, `published_at IS NOT NULL AND ${ofPhase}`),
      },
    ],
  };
}

function countBySubject(url: string, where: string) {
  return { url, sql: `SELECT subject AS key, count(*)::int AS count FROM outbox WHERE ${where} GROUP BY 1` };
}
