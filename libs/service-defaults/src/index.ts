import { AccessRevocation1795940000000 } from './access/1795940000000-access-revocation.js';

export { createApplication, documentOf, type ApplicationOptions } from './application.js';
export { noteRevocation } from './access/note-revocation.js';
export { createService } from './create-service.js';
export { BadEnvironment, ENVIRONMENT, type BaseEnvironment, type EnvironmentOf } from './environment.js';
export { Answers } from './http/answers.decorator.js';
export { Limited } from './limit/limited.decorator.js';
export { BodyLimit } from './http/body-limit.decorator.js';
export { clientAddress, clientNetwork } from './http/client-address.js';
export { IdempotencyKey } from './http/idempotency-key.decorator.js';
export { etagOf, IfMatch } from './http/if-match.decorator.js';
export { isInsideAddress } from './http/inside-address.js';
export { instant } from './http/instant.js';
export { METRICS } from './operations/metrics.controller.js';
export { Readiness, type Check } from './operations/readiness.js';
export { demandFound } from './problem/demand-found.js';
export { DomainError, domainErrors, type ProblemTable } from './problem/domain-error.js';
export { InvalidRequest } from './problem/invalid-request.js';
export { pointerTo, problemErrors } from './problem/issues.js';
export { PROBLEM_MEDIA_TYPE, problemBody, type Problem, type ProblemError } from './problem/problem.js';
export { CommandFailed, type Command, type ServiceDefinition } from './service-definition.js';
export { currentTraceparent } from './http/current-traceparent.js';

/** What this library keeps in the database of every service that hears events. */
export const accessMigrations = [AccessRevocation1795940000000] as const;
