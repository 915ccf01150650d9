import type { Call } from './call.js';
import { serviceNames, type ServiceName } from './commands.js';
import type { Page } from './cursors.js';
import { RequestFailed } from './problem.js';
import type {
  DryRun,
  ParkedDiscard,
  ParkedReplay,
  ParkedSequence,
  ParkedSequenceAnswer,
  WholeParkedSequence,
  WholeParkedSequenceAnswer,
} from './types.js';

const largestPage = 100;

export type ParkedFilter = { service?: ServiceName; reason?: string };

/** The lists of all services as one, service after service. A service that is away is left out, and named in `away`. */
export async function parkedPage(
  call: Call,
  { service, reason }: ParkedFilter,
  page: number,
  perPage: number,
  signal?: AbortSignal,
) {
  const until = page * perPage;
  const items: ParkedSequence[] = [];
  const away: ServiceName[] = [];
  for (const name of service ? [service] : serviceNames) {
    try {
      // One more than is shown tells whether there is a next page.
      items.push(...(await firstOf(call, name, reason, until + 1 - items.length, signal)));
    } catch (error) {
      if (service || !isAway(error)) throw error;
      away.push(name);
    }
  }
  return {
    data: items.slice(until - perPage, until),
    // How many there are is known on the last page only.
    ...(items.length > until ? {} : { total: items.length }),
    pageInfo: { hasNextPage: items.length > until, hasPreviousPage: page > 1 },
    meta: { away },
  };
}

async function firstOf(
  call: Call,
  service: ServiceName,
  reason: string | undefined,
  wanted: number,
  signal?: AbortSignal,
): Promise<ParkedSequence[]> {
  const items: ParkedSequence[] = [];
  for (let cursor: string | null = ''; cursor !== null && items.length < wanted;) {
    const limit = Math.min(largestPage, wanted - items.length);
    const query = new URLSearchParams({ limit: `${limit}`, ...(reason && { reason }), ...(cursor && { cursor }) });
    const path = `/api/${service}/v1/parked-sequences?${query.toString()}`;
    const answer: Page<ParkedSequenceAnswer> = await call(path, { signal });
    items.push(...answer.items.map((item) => placed(service, item)));
    cursor = answer.next;
  }
  return items;
}

/** The console's id of a sequence: the service it is parked in, and its id there. */
export function placeOf(id: string): { service: ServiceName; sequenceId: string } {
  const [name, sequenceId = ''] = id.split('.');
  // An address that names no service of ours leads to a page that does not exist, as the gateway will say.
  return { service: serviceNames.find((each) => each === name) ?? 'listings', sequenceId };
}

export async function parkedSequence(call: Call, id: string, signal?: AbortSignal): Promise<WholeParkedSequence> {
  const { service, sequenceId } = placeOf(id);
  const path = `/api/${service}/v1/parked-sequences/${encodeURIComponent(sequenceId)}`;
  return placed(service, await call<WholeParkedSequenceAnswer>(path, { signal }));
}

/** What ops do about parked events; each is one explicit call. `key` is the submission's. */
export function parkedCommands(call: Call) {
  const post = <Answer>(service: ServiceName, path: string, body: unknown, key?: string) =>
    call<Answer>(`/api/${service}/v1/${path}`, { method: 'POST', body, idempotencyKey: key });

  return {
    dryRunParked: (id: string, acceptGap: boolean) => {
      const { service, sequenceId } = placeOf(id);
      return post<DryRun>(service, `parked-sequences/${sequenceId}/dry-runs`, { acceptGap });
    },
    replayParked: (id: string, acceptGap: string | undefined, key: string) => {
      const { service, sequenceId } = placeOf(id);
      const gap = acceptGap === undefined ? {} : { acceptGap: { reason: acceptGap } };
      return post<ParkedReplay>(service, 'parked-replays', { sequenceId, ...gap }, key);
    },
    replayReason: (service: ServiceName, reason: string, key: string) =>
      post<ParkedReplay>(service, 'parked-replays', { reason }, key),
    parkedReplay: (service: ServiceName, id: string, signal?: AbortSignal) =>
      call<ParkedReplay>(`/api/${service}/v1/parked-replays/${id}`, { signal }),
    cancelReplay: (service: ServiceName, id: string) =>
      post<ParkedReplay>(service, `parked-replays/${id}/cancellations`, undefined),
    discardParked: (id: string, reason: string, eventId: string | undefined, key: string) => {
      const { service, sequenceId } = placeOf(id);
      const one = eventId === undefined ? {} : { eventId };
      return post<ParkedDiscard>(service, `parked-sequences/${sequenceId}/discards`, { reason, ...one }, key);
    },
  };
}

function placed<Answer extends { id: string }>(
  service: ServiceName,
  answer: Answer,
): Answer & { service: ServiceName } {
  return { ...answer, id: `${service}.${answer.id}`, service };
}

function isAway(error: unknown): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status >= 500);
}
