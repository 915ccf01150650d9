import type { IHeaders } from 'kafkajs';
import type { HeaderValue, IncomingRecord } from '../broker.js';

/**
 * kafkajs collects headers in an object that inherits, and takes what it inherits for a first value: a header named
 * `constructor` or `__proto__` comes with a function or an object before it.
 */
export function ownHeaders(headers: IHeaders | undefined): NonNullable<IncomingRecord['headers']> {
  if (headers === undefined || !Object.values(headers).some(Array.isArray)) return headers ?? {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, asSent(value)]));
}

function asSent(value: IHeaders[string]): HeaderValue | HeaderValue[] | undefined {
  if (!Array.isArray(value)) return value;
  const sent = value.filter((one: unknown) => one === null || Buffer.isBuffer(one));
  return sent.length === 1 ? sent[0] : sent;
}
