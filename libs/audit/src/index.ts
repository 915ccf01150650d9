import { Audit1795950000000 } from './migrations/1795950000000-audit.js';

export { Audit } from './audit.js';
export { AuditModule } from './audit.module.js';
export { CheckpointReader, CheckpointSigner, type Checkpoint } from './checkpoint/checkpoint.js';
export { CheckpointFile, checkpointFileIn } from './checkpoint/checkpoint-file.js';
export { outcomes, type AuditEntry, type Facts, type Outcome } from './entry.js';
export { FindEntries, type EntryQuery, type EntryView } from './find-entries.js';
export { namedObject, readOf, refusalOf, type Asked } from './recorded.js';
export { Refusals } from './refusals.js';
export { CHAINED_COLUMNS, GENESIS, hashOf, type ChainedRow } from './seal/chain.js';
export { Sealer, type Head } from './seal/sealer.js';
export { describeFault, type Fault } from './verify/fault.js';
export { verifyChain, type Ask, type Verification } from './verify/verify-chain.js';

/** What this library keeps in a service's database. */
export const auditMigrations = [Audit1795950000000] as const;
