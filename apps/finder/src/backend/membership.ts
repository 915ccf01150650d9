import { z } from 'zod';
import { environment } from '../environment.js';
import { call, type Answer, type Caller } from './call.js';

const visit = z.object({ id: z.string(), listingId: z.string(), sessionStart: z.string(), zone: z.string() });
export type BookedVisit = z.infer<typeof visit>;

export type VisitRequest = {
  listingId: string;
  sessionStart: string;
  displayName: string;
  email: string;
  consent: true;
  language: string;
};

/** Books a visit; the same key with the same request books it once however often it is sent. */
export function bookVisit(body: VisitRequest, idempotencyKey: string, caller: Caller): Promise<Answer<BookedVisit>> {
  const url = new URL('/v1/visits', environment.MEMBERSHIP_URL);
  return call({ service: 'membership', url, body, idempotencyKey, caller }, visit);
}
