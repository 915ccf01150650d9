import type { Call } from './call.js';
import { serviceNames, type ServiceName } from './commands.js';
import type { Page } from './cursors.js';
import { RequestFailed } from './problem.js';
import type { AuditEntry, AuditEntryAnswer } from './types.js';

const largestPage = 100;

export type AuditFilter = { service?: ServiceName } & Readonly<Record<string, unknown>>;

/**
 * The logs of all services as one, the newest first. Each is asked for all that the page could need of it, since nobody
 * knows beforehand whose entries are the newest. A service that is away is left out, and named in `away`.
 */
export async function auditPage(
  call: Call,
  { service, ...filter }: AuditFilter,
  page: number,
  perPage: number,
  signal?: AbortSignal,
) {
  const until = page * perPage;
  const away: ServiceName[] = [];
  const asked = service ? [service] : serviceNames;
  const lists = await Promise.all(
    asked.map(async (name) => {
      try {
        // One more than is shown tells whether there is a next page.
        return await firstOf(call, name, queryOf(filter), until + 1, signal);
      } catch (error) {
        if (service || !isAway(error)) throw error;
        away.push(name);
        return [];
      }
    }),
  );
  const items = lists.flat().sort((a, b) => b.at.localeCompare(a.at));
  return {
    data: items.slice(until - perPage, until),
    ...(items.length > until ? {} : { total: items.length }),
    pageInfo: { hasNextPage: items.length > until, hasPreviousPage: page > 1 },
    meta: { away },
  };
}

async function firstOf(
  call: Call,
  service: ServiceName,
  filter: Record<string, string>,
  wanted: number,
  signal?: AbortSignal,
): Promise<AuditEntry[]> {
  const items: AuditEntry[] = [];
  for (let cursor: string | null = ''; cursor !== null && items.length < wanted;) {
    const limit = Math.min(largestPage, wanted - items.length);
    const query = new URLSearchParams({ limit: `${limit}`, ...filter, ...(cursor && { cursor }) });
    const path = `/api/${service}/v1/audit-entries?${query.toString()}`;
    const answer: Page<AuditEntryAnswer> = await call(path, { signal });
    items.push(...answer.items.map((item) => ({ ...item, id: `${service}.${item.id}`, service })));
    cursor = answer.next;
  }
  return items;
}

/** Empty fields do not filter; a time that somebody typed is one of their own clock. */
function queryOf(filter: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'from' || name === 'to' ? timeOf(value) : String(value).trim()]),
  );
}

function timeOf(value: unknown): string {
  return new Date(value as string | Date).toISOString();
}

function isAway(error: unknown): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status >= 500);
}
