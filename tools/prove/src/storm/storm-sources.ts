import { caseDecided, listingPublished, visitBooked } from '@opencircle/contracts';
import { outboxSql, type Query, type Sources } from '../ledger/sources.js';
import { services, type StormBacking } from './storm-backing.js';
import { groupTables, witnessed } from './witness.js';

export const GROUP_PREFIX = 'storm-';

/** Where the facts of a storm stand. `topics` tells what each service subscribes to. */
export function stormSources(
  { databases }: StormBacking,
  topics: Readonly<Record<(typeof services)[number], readonly string[]>>,
): Sources {
  const { listings, membership, notifications } = databases;
  return {
    requests: [
      { url: listings, sql: counting(`'import/' || name`, `listing WHERE name LIKE '${GROUP_PREFIX}%'`) },
      { url: listings, sql: counting(`'approve/' || subject`, `outbox WHERE type = '${caseDecided.type}'`) },
      {
        url: membership,
        sql: counting(`'visit/' || (data->>'listingId')`, `outbox WHERE type = '${visitBooked.type}'`),
      },
    ],
    outboxes: services.map((name) => ({ url: databases[name], sql: outboxSql })),
    consumers: services.map((name) => ({ name, topics: topics[name], effects: witnessed(databases[name]) })),
    tallies: [
      ...(['matching', 'membership', 'notifications'] as const).map((name) => ({
        name: `groups written by ${name}`,
        expected: publishedGroups(listings),
        actual: {
          url: databases[name],
          sql: counting(
            'w.listing_id::text',
            `witness w JOIN ${groupTables[name].table} g USING (listing_id)
                                              WHERE g.${groupTables[name].name} LIKE '${GROUP_PREFIX}%'`,
          ),
        },
      })),
      {
        name: 'mails about visits',
        expected: { url: membership, sql: counting(`data->>'listingId'`, `outbox WHERE type = '${visitBooked.type}'`) },
        actual: {
          url: notifications,
          sql: counting('listing_id::text', `delivery WHERE template = 'visit-confirmed'`),
        },
      },
    ],
  };
}

function publishedGroups(url: string): Query {
  const storm = `SELECT id::text FROM listing WHERE name LIKE '${GROUP_PREFIX}%'`;
  return { url, sql: counting('subject', `outbox WHERE type = '${listingPublished.type}' AND subject IN (${storm})`) };
}

function counting(key: string, from: string): string {
  return `SELECT ${key} AS key, count(*)::int AS count FROM ${from} GROUP BY 1`;
}
