export { ACCESS_JUDGE, type AccessJudge } from './access-judge.js';
export {
  anonymous,
  organizationRoles,
  platformRoles,
  region,
  roleGrant,
  type Actor,
  type Anonymous,
  type OrganizationRole,
  type Person,
  type PlatformRole,
  type RoleGrant,
  type Service,
} from './actor.js';
export { Allow, ALLOW } from './allow.decorator.js';
export { AuthModule } from './auth.module.js';
export { CurrentActor, type WithActor } from './current-actor.decorator.js';
export { AccessUnknown, Forbidden, KeysUnavailable, Unauthenticated } from './errors.js';
export { DEFAULT_AUDIENCE, organizationStates, type Cell, type Role, type Row, type Scope } from './policy-row.js';
export { policyTable, type Action } from './policy-table.js';
export { Policy, policy } from './policy.js';
export type { Relation } from './relation.js';
export { newSigningKey, signingKeyOf, type PublicKey, type SigningKey } from './signing-key.js';
export { tableFaults } from './table-faults.js';
export { LONGEST_LIFE } from './token.js';
export { TokenIssuer, type IssuedToken, type KeyRing } from './token-issuer.js';
export { TokenVerifier, type KeySource } from './token-verifier.js';
export type { Visible } from './visible.js';
