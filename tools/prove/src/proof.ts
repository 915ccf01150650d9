import type { NamedRun } from '@opencircle/testing';
import { isStopping } from './interrupted.js';
import { unfinished, type Verdict } from './verdict.js';

/** A long check of one guarantee, with its negative controls. `quick` looks at less in the same way. */
export type Proof = NamedRun<Verdict>;

/** A proof that breaks off is a proof that failed, and the ones after it still run. */
export function guarded(name: string, proof: Proof): Proof {
  return async (options) => {
    const began = performance.now();
    console.log(`… ${name}`);
    try {
      return await proof(options);
    } catch (error) {
      // The process is about to end; no verdict and no further proof.
      if (isStopping()) await new Promise(() => undefined);
      console.error(error);
      return [unfinished(name)];
    } finally {
      if (!isStopping()) console.log(`  ${name} took ${Math.round((performance.now() - began) / 1000)} s`);
    }
  };
}

/** Tells people what is going on, each line with the seconds since the proof's process began. */
export function progress(line: string): void {
  console.log(
    `  ${Math.round(performance.now() / 1000)
      .toString()
      .padStart(4)} s  ${line}`,
  );
}
