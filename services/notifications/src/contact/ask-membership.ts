import { isUntrusted } from '@opencircle/tls';
import type { z } from 'zod';

/** Membership cannot be asked at the moment; `code` says how that showed, and never what was asked. */
export class ContactsUnavailable extends Error {
  constructor(
    readonly code: string,
    readonly status?: number,
  ) {
    super(code);
  }
}

const TIMEOUT = 5_000;

/** POSTs JSON and reads the answer through the schema. Throws ContactsUnavailable, whatever went wrong. */
export async function askMembership<S extends z.ZodType>(
  schema: S,
  url: string,
  body: object,
  token?: string,
): Promise<z.output<S>> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const signal = AbortSignal.timeout(TIMEOUT);
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'error' })
    .then(async (response) => ({ status: response.status, body: response.ok ? await response.json() : undefined }))
    .catch((error: unknown) => {
      throw new ContactsUnavailable(isUntrusted(error) ? 'membership-untrusted' : 'membership-unreachable');
    });
  if (answer.status >= 300) throw new ContactsUnavailable(`membership-${answer.status}`, answer.status);
  const read = schema.safeParse(answer.body);
  if (!read.success) throw new ContactsUnavailable('membership-odd-answer');
  return read.data;
}
