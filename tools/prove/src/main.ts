import { EX_USAGE, runNamed } from '@opencircle/testing';
import { leaveNothingBehind } from './interrupted.js';
import { guarded, type Proof } from './proof.js';
import { audit } from './proofs/audit.js';
import { authzMatrix } from './proofs/authz-matrix.js';
import { conformance } from './proofs/conformance.js';
import { crashPointsProof } from './proofs/crash-points.js';
import { crashStorm } from './proofs/crash-storm.js';
import { enumeration } from './proofs/enumeration.js';
import { liveness } from './proofs/liveness.js';
import { malformedHttp } from './proofs/malformed-http.js';
import { policyMutation } from './proofs/policy-mutation.js';
import { policyOracle } from './proofs/policy-oracle.js';
import { poison } from './proofs/poison.js';
import { relaySchedules } from './proofs/relay-schedules.js';
import { scheduler } from './proofs/scheduler.js';
import { tenantsProof } from './proofs/tenants.js';
import { tokens } from './proofs/tokens.js';
import { holds, table } from './verdict.js';

const proofs: Record<string, Proof> = {
  'relay-schedules': relaySchedules,
  'crash-points': crashPointsProof,
  'crash-storm': crashStorm,
  liveness,
  scheduler,
  conformance,
  poison,
  audit,
  tenants: tenantsProof,
  'policy-oracle': policyOracle,
  'policy-mutation': policyMutation,
  tokens,
  enumeration,
  'malformed-http': malformedHttp,
  'authz-matrix': authzMatrix,
};

leaveNothingBehind();
const guardedProofs = Object.fromEntries(Object.entries(proofs).map(([name, proof]) => [name, guarded(name, proof)]));
const verdicts = await runNamed('proof', guardedProofs);
if (verdicts !== undefined) console.log(table(verdicts));
process.exitCode = verdicts === undefined ? EX_USAGE : verdicts.every(holds) ? 0 : 1;
