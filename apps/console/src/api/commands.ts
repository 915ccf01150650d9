import type { Call } from './call.js';
import type { Case, Decision, DecisionResult, Import, Listing, ServiceStatus } from './types.js';

export const serviceNames = ['listings', 'matching', 'membership', 'notifications'] as const;
export type ServiceName = (typeof serviceNames)[number];

const listings = '/api/listings/v1';

/** What people do beside reading and creating; each is one explicit call. `key` is the submission's. */
export function commands(call: Call) {
  const post = <Answer>(path: string, body: unknown, key: string) =>
    call<Answer>(path, { method: 'POST', body, idempotencyKey: key });

  return {
    claimCase: (id: string, key: string) => post<Case>(`${listings}/cases/${id}/claims`, {}, key),
    decideCase: (id: string, decision: Decision, key: string) =>
      post<unknown>(`${listings}/cases/${id}/decisions`, decision, key),
    decideCases: async (caseIds: string[], decision: Decision, key: string) => {
      const body = { caseIds, ...decision };
      return (await post<{ results: DecisionResult[] }>(`${listings}/case-decisions`, body, key)).results;
    },
    submitListing: (id: string, key: string) => post<Listing>(`${listings}/listings/${id}/submissions`, {}, key),
    runImport: (id: string, key: string) => post<Import>(`${listings}/imports/${id}/runs`, {}, key),
    serviceStatus: (service: ServiceName, signal?: AbortSignal) =>
      call<ServiceStatus>(`/api/${service}/v1/ops/status`, { signal }),
    /** Settles when the page at this path answers well. */
    pageAnswers: (path: string, signal?: AbortSignal) => call<undefined>(path, { method: 'HEAD', signal }),
  };
}
