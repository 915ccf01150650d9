import { IdempotencyKey1795392000000 } from './migrations/1795392000000-idempotency-key.js';
import { ActorScope1795910000000 } from './migrations/1795910000000-actor-scope.js';
import { RequestCount1795990000000 } from './migrations/1795990000000-request-count.js';

export { dataSource, type EntityClass, type MigrationClass } from './data-source.js';
export { Db } from './db.js';
export { classOf, IdempotencyKeyReused, isDatabaseAway, RowNotFound, sqlState, StaleVersion } from './errors.js';
export { FieldCipher, MasterKeyMissing } from './field-cipher.js';
export { Idempotency, type IdempotentRequest } from './idempotency.js';
export { migrate } from './migrate.js';
export { lockTree, organizationPath, organizationTree, placeInTree } from './organization-tree.js';
export { PersistenceModule, type PersistenceOptions } from './persistence.module.js';
export { Purger, purgeOf, type Purge } from './purger.js';
export { RequestCounts, type Counted } from './request-counts.js';
export {
  anyOf,
  ofListing,
  ofOrganization,
  ofPerson,
  ofVisible,
  secureRows,
  systemOnly,
  unsecureRows,
  type RowSecurity,
} from './row-security.js';
export { asSystem, withScope, type ActorScope, type DatabaseScope } from './scope.js';
export { Transactions } from './transactions.js';

/** What this library keeps in a service's database. */
export const persistenceMigrations = [
  IdempotencyKey1795392000000,
  ActorScope1795910000000,
  RequestCount1795990000000,
] as const;
