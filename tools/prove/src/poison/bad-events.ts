import { randomBytes } from 'node:crypto';
import { caseOpened, listingRejected } from '@opencircle/contracts';
import type { ParkingReason } from '@opencircle/messaging';
import { dataOf, goodRecord, type EventFacts, type EventRecord } from './event-record.js';

/**
 * A way for an event to be bad. `reason` is how it must be parked. `mends`: what brings its aggregate on; a good copy
 * of it, or the handler's repair and a replay. `hasAggregate`: it can be told whose it is, so the next event waits.
 */
export type BadClass = {
  readonly name: string;
  readonly reason: ParkingReason;
  readonly hasAggregate: boolean;
  readonly mends: 'good-copy' | 'repair';
  readonly make: (facts: EventFacts) => EventRecord;
};

type Change = (good: EventRecord, facts: EventFacts) => Partial<EventRecord>;

const bad = (name: string, reason: ParkingReason, change: Change, hasAggregate = true): BadClass => ({
  name,
  reason,
  hasAggregate,
  mends: 'good-copy',
  make: (facts) => {
    const good = goodRecord(facts);
    return { ...good, ...change(good, facts) };
  },
});

const header = (name: string, value: EventRecord['headers'][string] | undefined): Change => {
  return ({ headers: { [name]: _old, ...headers } }) => ({
    headers: value === undefined ? headers : { ...headers, [name]: value },
  });
};

const twice =
  (name: string): Change =>
  (good) => {
    const value = String(good.headers[name]);
    return header(name, [value, value])(good, { subject: '', version: 1, behaviour: '' });
  };

const value = (make: string | Buffer | null | ((facts: EventFacts) => string | Buffer)): Change => {
  return (_good, facts) => ({ value: typeof make === 'function' ? make(facts) : make });
};

const data = (change: Record<string, unknown>): Change =>
  value((facts) => JSON.stringify({ ...dataOf(facts), ...change }));

/** The handler itself fails; see OnListingRejected for what each does. */
const failing = (behaviour: string): BadClass => ({
  name: `handler: ${behaviour}`,
  reason: 'handler-failed',
  hasAggregate: true,
  mends: 'repair',
  make: (facts) => goodRecord({ ...facts, behaviour }),
});

/** How far ahead the version is that leaves a gap. */
export const GAP = 5;

const cutShort = (json: string): string => json.slice(0, -5);
const jsonOf = (facts: EventFacts): string => JSON.stringify(dataOf(facts));

export const badClasses: readonly BadClass[] = [
  bad('no key', 'header-malformed', () => ({ key: null })),
  bad('a key that is not the subject', 'header-malformed', () => ({ key: 'another' })),
  bad('no ce_id', 'header-missing', header('ce_id', undefined)),
  bad('no ce_source', 'header-missing', header('ce_source', undefined)),
  bad('no ce_type', 'header-missing', header('ce_type', undefined)),
  bad('no ce_time', 'header-missing', header('ce_time', undefined)),
  bad('no ce_specversion', 'header-missing', header('ce_specversion', undefined)),
  bad('no ce_subject', 'header-missing', header('ce_subject', undefined), false),
  bad('no ce_aggregateversion', 'header-missing', header('ce_aggregateversion', undefined), false),
  bad('no ce_ header at all', 'header-missing', () => ({ headers: {} }), false),
  bad('an empty ce_id', 'header-missing', header('ce_id', '')),
  bad('two ce_id', 'header-duplicate', twice('ce_id')),
  bad('two ce_type', 'header-duplicate', twice('ce_type')),
  bad('two ce_subject', 'header-duplicate', twice('ce_subject'), false),
  bad('a ce_id that is no UUID', 'header-malformed', header('ce_id', '1234-not-a-uuid')),
  bad('a ce_id in binary', 'header-malformed', header('ce_id', Buffer.from([255, 0, 128, 10]))),
  bad('another specversion', 'header-malformed', header('ce_specversion', '0.3')),
  bad('a type that nobody declared', 'unknown-type', header('ce_type', 'org.opencircle.listing.exploded.v1')),
  bad('a type that every object has', 'unknown-type', header('ce_type', '__proto__')),
  bad(
    'a version of a type that is not known',
    'unknown-type',
    header('ce_type', listingRejected.type.replace('v1', 'v9')),
  ),
  bad('a type of another topic', 'wrong-topic', header('ce_type', caseOpened.type)),
  bad('a version far ahead', 'version-gap', (_good, facts) => goodRecord({ ...facts, version: facts.version + GAP })),
  bad('version 0', 'header-malformed', header('ce_aggregateversion', '0'), false),
  bad('a negative version', 'header-malformed', header('ce_aggregateversion', '-1'), false),
  bad('a version in words', 'header-malformed', header('ce_aggregateversion', 'one'), false),
  bad('a version beyond all numbers', 'header-malformed', header('ce_aggregateversion', '9'.repeat(40)), false),
  bad('a subject with a NUL in it', 'header-malformed', header('ce_subject', 'a\0b'), false),
  bad('a subject and key of 10,000 letters', 'header-malformed', (good, facts) => {
    const long = randomBytes(5_000).toString('hex');
    return { ...header('ce_subject', long)(good, facts), key: long };
  }, false), // prettier-ignore
  bad('a subject and key with a NUL in it', 'header-malformed', (good, facts) => ({
    ...header('ce_subject', `${facts.subject}\0`)(good, facts),
    key: `${facts.subject}\0`,
  }), false), // prettier-ignore
  bad('a source of 10,000 letters', 'header-malformed', header('ce_source', randomBytes(5_000).toString('hex'))),
  bad('a source with a NUL in it', 'header-malformed', header('ce_source', '/a\0b')),
  bad('headers that every object has', 'header-missing', () => ({
    headers: { constructor: 'x', toString: ['y', 'z'], ['__proto__']: 'x' },
  }), false), // prettier-ignore
  bad('a tombstone', 'tombstone', value(null)),
  bad('an empty value', 'not-json', value('')),
  bad(
    'JSON cut short',
    'not-json',
    value((facts) => cutShort(jsonOf(facts))),
  ),
  bad('200,000 brackets that open', 'too-deep', value('['.repeat(200_000))),
  bad('brackets that never close', 'not-json', value('['.repeat(60))),
  bad('words', 'not-json', value('hello')),
  bad('bytes that are not UTF-8', 'not-utf8', value(Buffer.from([0x22, 0xff, 0xfe, 0x22]))),
  bad(
    'UTF-16',
    'not-utf8',
    value((facts) => Buffer.from(`\ufeff${jsonOf(facts)}`, 'utf16le')),
  ),
  bad('a number', 'schema', value('42')),
  bad('a string', 'schema', value('"hello"')),
  bad('null', 'schema', value('null')),
  bad('an array', 'schema', value('[]')),
  bad('a field of another type', 'schema', data({ reasonCode: { toString: 'x' } })),
  bad('a field that is missing', 'schema', value('{"listingId":"01890a5d-ac96-774b-bcce-b302099a8057"}')),
  bad('a field that is too long', 'schema', data({ reasonCode: 'x'.repeat(100_000) })),
  bad(
    'everything below __proto__',
    'schema',
    value((facts) => `{"__proto__":${jsonOf(facts)}}`),
  ),
  bad(
    'a number beyond all numbers',
    'schema',
    value((facts) => jsonOf(facts).replace(/"reasonCode":"\w+"/, '"reasonCode":1e999')),
  ),
  bad(
    'too deep',
    'too-deep',
    value((facts) => jsonOf(facts).replace('{', `{"more":${'['.repeat(100_000)}${']'.repeat(100_000)},`)),
  ),
  bad('too large', 'too-large', data({ more: 'x'.repeat(950_000) })),
  ...[
    'TypeError',
    'unique violation',
    'check violation',
    'NUL in a text',
    'a string thrown',
    'undefined thrown',
    'null thrown',
    'a statement too long',
    'a failure swallowed',
    'an error without a message',
  ].map(failing),
];
