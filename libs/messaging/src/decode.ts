import { findEventType, type CloudEvent, type EventType } from '@opencircle/contracts';
import type { IncomingRecord } from './broker/broker.js';
import { MOST_EVENT_BYTES } from './outbox/event-too-large.js';

/** Why bytes are not an event that this release can act on. Codes are stable: ops filter by them. */
export const undecodableReasons = [
  'tombstone',
  'too-large',
  'header-missing',
  'header-duplicate',
  'header-malformed',
  'unknown-type',
  'wrong-topic',
  'not-utf8',
  'not-json',
  'too-deep',
  'schema',
] as const;
export type UndecodableReason = (typeof undecodableReasons)[number];

export class Undecodable extends Error {
  /** `subject` and `version` are there when the envelope could be read, so that the sequence can be held back. */
  constructor(
    readonly reason: UndecodableReason,
    detail: string,
    readonly subject?: string,
    readonly version?: number,
  ) {
    super(`${reason}: ${detail}`);
  }
}

const MAX_DEPTH = 64;
const MOST_NAME_LETTERS = 255;
// eslint-disable-next-line no-control-regex -- these are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes to a checked event. Unknown fields of the data are dropped, not refused. Throws Undecodable. */
export function decode(
  topic: string,
  message: Omit<IncomingRecord, 'offset'>,
): { event: CloudEvent; declared: EventType } {
  const header = headerReader(message.headers ?? {});
  const subject = nameIn(header.required('ce_subject'), 'ce_subject');
  const version = wholeNumber(header.required('ce_aggregateversion'));
  try {
    const id = header.required('ce_id');
    if (!UUID.test(id)) throw new Undecodable('header-malformed', 'ce_id is not a UUID');
    if (message.key?.toString('utf8') !== subject) {
      throw new Undecodable('header-malformed', 'the key is not ce_subject');
    }
    if (header.required('ce_specversion') !== '1.0')
      throw new Undecodable('header-malformed', 'ce_specversion is not 1.0');
    const declared = declaredType(header.required('ce_type'), topic);
    const optional = { causationid: header.optional('ce_causationid'), traceparent: header.optional('ce_traceparent') };
    return {
      declared,
      event: {
        id,
        source: nameIn(header.required('ce_source'), 'ce_source'),
        type: declared.type,
        subject,
        time: header.required('ce_time'),
        aggregateversion: version,
        ...(optional.causationid === undefined ? {} : { causationid: optional.causationid }),
        ...(optional.traceparent === undefined ? {} : { traceparent: optional.traceparent }),
        data: dataOf(message.value, declared),
      },
    };
  } catch (error) {
    if (error instanceof Undecodable) throw new Undecodable(error.reason, detailOf(error), subject, version);
    throw error;
  }
}

function declaredType(type: string, topic: string): EventType {
  const declared = findEventType(type);
  if (declared === undefined) throw new Undecodable('unknown-type', type.slice(0, 200));
  if (!topic.endsWith(declared.topic)) throw new Undecodable('wrong-topic', `${type} does not travel on ${topic}`);
  return declared;
}

function dataOf(value: Buffer | null, declared: EventType): unknown {
  if (value === null) throw new Undecodable('tombstone', 'the value is null');
  if (value.length > MOST_EVENT_BYTES) throw new Undecodable('too-large', `${value.length} bytes`);
  const text = textOf(value);
  if (isTooDeep(text)) throw new Undecodable('too-deep', `more than ${MAX_DEPTH} levels`);
  const checked = declared.schema.safeParse(parse(text));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Undecodable('schema', `/${issue?.path.map(String).join('/') ?? ''} ${issue?.code ?? ''}`);
}

function textOf(value: Buffer): string {
  try {
    return utf8.decode(value);
  } catch {
    throw new Undecodable('not-utf8', 'the value is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Undecodable('not-json', 'the value is not JSON');
  }
}

/**
 * Counts the brackets that stand open, before anything is built of them: parsing deep nests takes long enough to be felt by
 * the events behind.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        if (++depth > MAX_DEPTH) return true;
        break;
      case ']':
      case '}':
        depth--;
        break;
      default:
    }
  }
  return false;
}

/** Where the string that begins at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function headerReader(headers: NonNullable<IncomingRecord['headers']>) {
  const optional = (name: string): string | undefined => {
    const value = headers[name];
    if (Array.isArray(value)) throw new Undecodable('header-duplicate', name);
    return value?.toString();
  };
  const required = (name: string): string => {
    const value = optional(name);
    if (value === undefined || value === '') throw new Undecodable('header-missing', name);
    return value;
  };
  return { optional, required };
}

/** Names end up in keys of indexes, which take neither a NUL nor thousands of letters: such an event could not even be parked. */
function nameIn(text: string, header: string): string {
  if (text.length > MOST_NAME_LETTERS || CONTROL.test(text)) throw new Undecodable('header-malformed', header);
  return text;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new Undecodable('header-malformed', 'ce_aggregateversion is not a whole number');
  return Number(text);
}

function detailOf(error: Undecodable): string {
  return error.message.slice(error.reason.length + 2);
}
