import type { Random } from '../random.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { known, type MembershipProcess, type Reply } from './membership-process.js';

/** What can be asked about an address, and the status that every answer has when all is well. */
const questions = {
  'sign-in': { path: '/v1/sessions', more: { password: 'not the password of it' }, status: 401 },
  'e-mail link': { path: '/v1/email-links', more: {}, status: 202 },
  'password reset': { path: '/v1/password-reset-links', more: {}, status: 202 },
} as const;
export type Question = keyof typeof questions;

/** `n` answers; `unexpected` of them had another status than the question's: about known and unknown they say nothing. */
export type Compared = { n: number; d: number; p: number; differing: number; unexpected: number };

/** Pairs between two wipes of the counts: fewer than the tries that cost nothing. */
const BETWEEN_WIPES = 2;

/**
 * Asks about the known address and about others in turns, which of the two first by lot, each pair right after the other,
 * so that whatever else the machine does meets both alike. Compares the times, and the answers but for their request's id.
 */
export async function compare(
  service: Pick<MembershipProcess, 'post' | 'sql'>,
  question: Question,
  samples: number,
  random: Random,
): Promise<Compared> {
  const { path, more, status } = questions[question];
  const ask = (email: string) => service.post(path, { email, ...more }, `203.0.113.${random.between(1, 250)}`);
  for (let n = 0; n < 5; n++) await Promise.all([ask(known.email), ask(unknown(random))]);
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  let [differing, unexpected] = [0, 0];
  for (let n = 0; n < samples; n++) {
    if (n % BETWEEN_WIPES === 0) await service.sql('DELETE FROM sign_in_attempt');
    const knownFirst = random.chance(0.5);
    const first = await ask(knownFirst ? known.email : unknown(random));
    const second = await ask(knownFirst ? unknown(random) : known.email);
    const [ours, theirs] = knownFirst ? [first, second] : [second, first];
    if (said(ours) !== said(theirs)) differing++;
    unexpected += [ours, theirs].filter((reply) => reply.status !== status).length;
    times.known.push(ours.ms);
    times.unknown.push(theirs.ms);
  }
  return { n: samples * 2, ...kolmogorovSmirnov(times.known, times.unknown), differing, unexpected };
}

/** An address nobody has, as long as the one that somebody has. */
function unknown(random: Random): string {
  return `known-${String(random.between(1, 99_999_999)).padStart(8, '0')}@example.org`;
}

function said({ status, body }: Reply): string {
  return `${status} ${body.replace(/"requestId":"[^"]*"/, '')}`;
}
