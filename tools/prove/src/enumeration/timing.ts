import type { Random } from '../random.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { known, type MembershipProcess, type Reply } from './membership-process.js';

/** What can be asked about an address, and how often it may be asked before the counts are wiped. */
export const questions = {
  'sign-in': (email: string) => ['/v1/sessions', { email, password: 'not the password of it' }] as const,
  'e-mail link': (email: string) => ['/v1/email-links', { email }] as const,
  'password reset': (email: string) => ['/v1/password-reset-links', { email }] as const,
};
export type Question = keyof typeof questions;

export type Compared = { n: number; d: number; p: number; differing: number };

/** Pairs between two wipes of the counts: fewer than the tries that cost nothing. */
const BETWEEN_WIPES = 2;

/**
 * Asks about the known address and about others in turns, which of the two first by lot, each pair right after the other,
 * so that whatever else the machine does meets both alike. Compares the times, and the answers but for their request's id.
 */
export async function compare(
  service: MembershipProcess,
  question: Question,
  samples: number,
  random: Random,
): Promise<Compared> {
  const ask = (email: string) => {
    const [path, body] = questions[question](email);
    return service.post(path, body, `203.0.113.${random.between(1, 250)}`);
  };
  for (let n = 0; n < 5; n++) await Promise.all([ask(known.email), ask(unknown(random))]);
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  let differing = 0;
  for (let n = 0; n < samples; n++) {
    if (n % BETWEEN_WIPES === 0) await service.sql('DELETE FROM sign_in_attempt');
    const knownFirst = random.chance(0.5);
    const first = await ask(knownFirst ? known.email : unknown(random));
    const second = await ask(knownFirst ? unknown(random) : known.email);
    const [ours, theirs] = knownFirst ? [first, second] : [second, first];
    if (said(ours) !== said(theirs)) differing++;
    times.known.push(ours.ms);
    times.unknown.push(theirs.ms);
  }
  return { n: samples * 2, ...kolmogorovSmirnov(times.known, times.unknown), differing };
}

/** An address nobody has, as long as the one that somebody has. */
function unknown(random: Random): string {
  return `known-${String(random.between(1, 99_999_999)).padStart(8, '0')}@example.org`;
}

function said({ status, body }: Reply): string {
  return `${status} ${body.replace(/"requestId":"[^"]*"/, '')}`;
}
