import { audit } from './en/audit.js';
import { content } from './en/content.js';
import { groups } from './en/groups.js';
import { moderation } from './en/moderation.js';
import { parked } from './en/parked.js';

/** English, and the shape that every other language fills. */
export const english = {
  action: { retry: 'Try again', import: 'Import groups' },
  access: {
    denied: 'This page is not for your role',
    denied_hint: 'Ask the person who invited you, if you need it.',
    unknown: 'There is no such page',
    unknown_hint: 'The address is wrong, or the page has moved.',
    unclear: 'Your account could not be checked',
    unclear_hint: 'Reload the page in a moment.',
    home: 'Go to the start page',
  },
  session: { ended: 'Your session has ended. Sign in again to go on.' },
  sign_in: {
    title: 'OpenCircle console',
    lead: 'For moderators, organizations and operations.',
    refused: 'This e-mail address and password do not go together.',
  },
  problem: {
    title: 'This did not work',
    unknown: 'Something went wrong. Try again in a moment.',
    unreachable: 'No answer. Check the connection, then try again.',
    'unexpected-answer': 'The answer could not be read (status %{status}).',
    'service-unavailable': 'The service %{service} does not answer right now.',
  },
  home: {
    title: 'Welcome, %{name}',
    nothing: 'Nothing to do here yet',
    nothing_hint: 'Your account has no role with a page in this console. Ask the person who invited you.',
    moderation: 'Moderation',
    cases_open: 'open cases',
    cases_claimed: 'claimed cases',
    due_first: 'Due first:',
    groups: 'Groups',
    published: 'published groups',
    in_review: 'groups in review',
    ops: 'Operations',
    all_up: 'All parts are up.',
    some_down: 'Not well: %{parts}.',
    to_ops: 'See all parts',
  },
  resources: {
    cases: {
      name: 'Case |||| Moderation',
      page: { show: '%{recordRepresentation}' },
      fields: {
        listingName: 'Group',
        organizationName: 'Organization',
        kind: 'Kind',
        state: 'State',
        openedAt: 'Opened',
        dueAt: 'Due',
        checks: 'Checks',
      },
    },
    listings: {
      name: 'Group |||| Groups',
      page: { show: '%{recordRepresentation}' },
      fields: {
        content: { name: 'Group', venue: 'Place', series: 'Meets' },
        organizationName: 'Organization',
        organizationId: 'Organization',
        state: 'State',
      },
    },
    imports: {
      name: 'Import |||| Imports',
      page: { show: '%{recordRepresentation}' },
      fields: {
        fileName: 'File',
        organizationId: 'Organization',
        state: 'State',
        counts: { total: 'Rows', applied: 'Imported', refuse: 'Refused' },
        createdAt: 'Uploaded',
        defaults: {
          focuses: 'Focus',
          audiences: 'Audience',
          facilitation: 'Facilitation',
          durationMinutes: 'Minutes, when a row has no end time',
          language: 'Language',
          zone: 'Time zone, when a row names none',
        },
      },
    },
    'import-rows': { name: 'Row |||| Rows', fields: { row: 'Row', name: 'Name', problems: 'Remarks' } },
    organizations: { name: 'Organization |||| Organizations' },
    ops: { name: 'Operations |||| Operations' },
    audit: {
      name: 'Audit entry |||| Audit log',
      fields: {
        at: 'When',
        service: 'Service',
        actor: 'Who (id)',
        action: 'What',
        object: 'About (id)',
        outcome: 'Outcome',
        facts: 'Facts',
        from: 'From',
        to: 'Until',
      },
    },
    parked: {
      name: 'Parked sequence |||| Parked events',
      page: { show: 'Parked sequence' },
      fields: {
        subject: 'Sequence',
        service: 'Service',
        reason: 'Reason',
        events: 'Events',
        versions: 'Versions',
        attempts: 'Attempts',
        firstSeenAt: 'Parked',
      },
    },
  },
  person: { dark: 'Dark theme', light: 'Light theme' },
  ops: {
    asking: 'Asking all parts…',
    asked: 'Asked every two seconds, last at %{time}.',
    state: { asking: 'asking', up: 'up', 'not-ready': 'not ready', down: 'down' },
    version: 'Version %{version}',
    started: 'started',
    last_known: 'Last known figures:',
    outbox_depth: 'events in the outbox',
    outbox_age: 'oldest of them',
    parked: 'parked events',
    no_topics: 'Reads no topic.',
    unknown: 'Cannot be told right now: %{what}.',
    topic: 'Topic',
    lag: 'Lag',
    committed: 'Committed',
  },
  ...moderation,
  ...content,
  ...groups,
  ...parked,
  ...audit,
};

export type Messages<Shape = typeof english> = {
  [Key in keyof Shape]: Shape[Key] extends string ? string : Messages<Shape[Key]>;
};
