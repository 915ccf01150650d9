import type { DomainError } from '@opencircle/service-defaults';
import { failure } from '../problems.js';
import { reasonCodes, type Decision } from './reason-codes.js';

/** Somebody was faster: a case is decided once. */
export function caseDecided(): DomainError {
  return failure('case-decided', 'This case is closed already.');
}

/** Another moderator holds the case until the lease ends. */
export function caseClaimed(until: Date): DomainError {
  return failure('case-claimed', 'Another moderator works on this case.', [], { claimExpiresAt: until.toISOString() });
}

/** Every decision has its own reasons. */
export function reasonUnfit(decision: Decision): DomainError {
  const detail = `For ${decision} the reason is one of: ${reasonCodes[decision].join(', ')}.`;
  return failure('reason-unfit', detail, [{ pointer: '/reasonCode', rule: 'reason-unfit', detail }]);
}

/** A report tells of one thing that somebody saw; a decision for many does not answer it. */
export function decidedOneByOne(): DomainError {
  return failure('decided-one-by-one', 'Reports are decided one by one: open this case and decide it there.');
}

/** What a moderator cannot do about a report in this release: taking a published group down. */
export function decisionNotOffered(): DomainError {
  const detail = 'A report can be closed as meets-guidelines or with a request for changes.';
  return failure('decision-not-offered', detail, [{ pointer: '/decision', rule: 'decision-not-offered', detail }]);
}
