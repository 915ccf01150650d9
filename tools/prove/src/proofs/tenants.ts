import type { Proof } from '../proof.js';
import { withPostgres } from '../proof-server.js';
import { proveTenants, type Outcome, type Setting } from '../tenants/tenant-bench.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_125;

/**
 * 50 organizations in a tree, many people at once on five connections, with transactions that fail, are repeated or are
 * not waited for: nobody's statement touches a row that is not theirs, and no list lacks one that is. Once as services
 * do it, once with statements that ask for everything, so that row-level security alone holds. Without that as well, the
 * same statements must be caught with others' rows.
 */
export const tenantsProof: Proof = ({ quick }) =>
  withPostgres((adminUrl) => proveIsolation(adminUrl, quick ? 1_500 : 10_000));

export async function proveIsolation(adminUrl: string, requests: number): Promise<Verdict[]> {
  const run = (setting: Setting, count: number): Promise<Outcome> => proveTenants(adminUrl, setting, count, SEED);
  const open = await run({ filtered: false, secured: false }, Math.min(requests, 500));
  const control = open.found.foreign > 0;
  const verdict = (name: string, { n, found }: Outcome): Verdict => {
    const pass = found.foreign === 0 && found.missing === 0 && found.answered > n / 2 && found.aborted > 0;
    return { name: 'tenants', case: name, seed: SEED, n, found, control, pass };
  };
  return [
    verdict('filters and row-level security', await run({ filtered: true, secured: true }, requests)),
    verdict('row-level security alone', await run({ filtered: false, secured: true }, requests)),
    { ...verdict('control: neither', open), pass: control },
  ];
}
