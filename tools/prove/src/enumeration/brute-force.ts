import { known, type MembershipProcess } from './membership-process.js';

const AT_ONCE = 20;

/**
 * Guesses a password again and again, from another network each time and as one who waits as long as is asked: before
 * each burst the waits are taken away. Answers how many guesses were judged.
 */
export async function bruteForce(service: MembershipProcess, tries: number): Promise<number> {
  let evaluated = 0;
  await service.sql('DELETE FROM sign_in_attempt');
  for (let done = 0; done < tries; done += AT_ONCE) {
    await service.sql(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
    const burst = Array.from({ length: Math.min(AT_ONCE, tries - done) }, (_, i) =>
      service.post(
        '/v1/sessions',
        { email: known.email, password: `guess number ${done + i}` },
        `2001:db8:0:${(done + i).toString(16)}::7`,
      ),
    );
    evaluated += (await Promise.all(burst)).filter(({ status }) => status === 401).length;
  }
  return evaluated;
}
