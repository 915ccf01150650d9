import { findEventType } from '@opencircle/contracts';

/** Headers that we write, each with what a value may be to be shown as it stands. */
const known: Readonly<Record<string, (value: string) => boolean>> = {
  'content-type': (value) => /^application\/([a-z]+\+)?json(; charset=utf-8)?$/i.test(value),
  ce_specversion: (value) => /^\d\.\d$/.test(value),
  ce_id: isUuid,
  ce_source: (value) => /^\/opencircle\/[a-z]{1,40}$/.test(value),
  ce_type: (value) => findEventType(value) !== undefined,
  ce_subject: isUuid,
  ce_time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value),
  ce_aggregateversion: (value) => /^\d{1,15}$/.test(value),
  ce_causationid: isUuid,
  ce_traceparent: (value) => /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(value),
};

export type ShownHeader = { name: string; value: string };
export type HeaderOutline = { headers: ShownHeader[]; unknownHeaders: number };

/**
 * What can be shown of an event's headers: our own in clear where the value is of the form that we write, else its
 * length; headers of others are counted, for even a name can hold an address.
 */
export function outlineHeaders(headers: readonly (readonly [name: string, base64: string])[]): HeaderOutline {
  const ours = headers.filter(([name]) => Object.hasOwn(known, name));
  return {
    headers: ours.map(([name, base64]) => ({
      name,
      value: shownText(name, Buffer.from(base64, 'base64').toString('utf8')),
    })),
    unknownHeaders: headers.length - ours.length,
  };
}

/** The value of a header of ours, or its length when it could be anything. */
export function shownText(name: string, value: string): string {
  return known[name]?.(value) === true ? value : hidden(value);
}

/** Stands for a text that nobody is shown. */
export function hidden(text: string): string {
  return `<text, ${[...text].length} characters>`;
}

export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
}
