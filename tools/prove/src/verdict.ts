import { textTable } from '@opencircle/testing';

/**
 * One row of a proof; one JSON line in `--json FILE`. `n` is how much was looked at, `found` counts each kind of fault,
 * `control` tells that the sabotaged run of the same check was caught: a check that cannot fail proves nothing.
 */
export type Verdict = {
  name: string;
  case: string;
  seed: number | null;
  n: number;
  found: Record<string, number>;
  control: boolean;
  pass: boolean;
};

/** The verdicts for people, one line each; what is not as it must be in capitals. */
export function table(verdicts: readonly Verdict[]): string {
  return textTable([
    ['proof', 'case', 'seed', 'n', 'found', 'control', 'pass'],
    ...verdicts.map((verdict) => [
      verdict.name,
      verdict.case,
      verdict.seed === null ? '' : String(verdict.seed),
      String(verdict.n),
      Object.entries(verdict.found)
        .map(([fault, count]) => `${fault} ${count}`)
        .join(', '),
      verdict.control ? 'caught' : 'NOT CAUGHT',
      verdict.pass ? 'yes' : 'NO',
    ]),
  ]);
}

/** Whether a guarantee holds and its check is known to notice when it does not. */
export function holds({ pass, control }: Verdict): boolean {
  return pass && control;
}

/** The row of a proof that ended with an error: nothing was proven. */
export function unfinished(name: string): Verdict {
  return { name, case: 'ended with an error', seed: null, n: 0, found: {}, control: false, pass: false };
}
