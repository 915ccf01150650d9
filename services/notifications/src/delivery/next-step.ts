/** Why a delivery was not made: `refused` when the SMTP server will not have it, `passing` when waiting may help. */
export type Failure = { readonly code: string; readonly kind: 'passing' | 'refused' | 'pointless' };

export type NextStep =
  | { readonly state: 'queued'; readonly waitMs: number; readonly code: string }
  | { readonly state: 'failed'; readonly code: string };

/** The server is asked this often before its refusal is believed: mailboxes come back, operators mend things. */
const MOST_REFUSALS = 5;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

/**
 * What becomes of a delivery that failed. What passes is tried for as long as the mail is of use (after
 * that it would only puzzle), with waits that double from one second to five minutes; refusals are tried five times.
 * `attempts` and `refusals` count this one too; `chance` is random in [0, 1).
 */
export function nextStep(
  failure: Failure,
  { attempts, refusals, usefulUntil }: { attempts: number; refusals: number; usefulUntil: Date },
  now: Date,
  chance = Math.random(),
): NextStep {
  const { code, kind } = failure;
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts - 1, 30));
  const waitMs = Math.round(full / 2 + (chance * full) / 2);
  const isTooLate = now.getTime() + waitMs >= usefulUntil.getTime();
  const isOver = kind === 'pointless' || (kind === 'refused' && refusals >= MOST_REFUSALS) || isTooLate;
  return isOver ? { state: 'failed', code } : { state: 'queued', waitMs, code };
}
