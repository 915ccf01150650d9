import type { DataProvider, GetListParams, GetListResult, Identifier, RaRecord } from 'react-admin';
import { accountCommands } from './account.js';
import { auditPage } from './audit.js';
import type { Call } from './call.js';
import { commands } from './commands.js';
import { Cursors } from './cursors.js';
import { invitationCommands } from './invitation.js';
import { parkedCommands, parkedPage, parkedSequence } from './parked.js';
import { peopleCommands } from './people.js';
import type { Session } from './session.js';
import { teamCommands } from './team.js';

/** Where each resource lives. A row of an import belongs to its import, which the filter names. */
const paths: Record<string, (filter: Record<string, unknown>) => string> = {
  cases: () => '/api/listings/v1/cases',
  listings: () => '/api/listings/v1/listings',
  imports: () => '/api/listings/v1/imports',
  'import-rows': (filter) => `/api/listings/v1/imports/${String(filter['importId'])}/rows`,
  organizations: () => '/api/membership/v1/organizations',
  people: () => '/api/membership/v1/people',
  visits: () => '/api/membership/v1/visits',
};

const sortable: Record<string, string[]> = { cases: ['dueAt', 'openedAt'] };
const formFields: Record<string, Record<string, string>> = { imports: { feed: 'file' } };

/** React-admin's reads and creations over the services' HTTP, and the commands beside them. */
export function createDataProvider(call: Call, session: Session) {
  const cursors = new Cursors(call);

  async function getList(
    resource: string,
    { pagination, sort, signal, ...params }: GetListParams,
  ): Promise<GetListResult<RaRecord>> {
    const { importId, ...filters } = (params.filter ?? {}) as Record<string, unknown>;
    const query = queryOf(filters);
    if (sort && sortable[resource]?.includes(sort.field)) query['sort'] = sort.field;
    const { page, perPage } = pagination ?? { page: 1, perPage: 25 };
    if (resource === 'audit') return auditPage(call, filters, page, perPage, signal);
    if (resource === 'parked') return parkedPage(call, filters, page, perPage, signal);
    const answer = await cursors.page<RaRecord>(pathOf(resource, { importId }), query, page, perPage, signal);
    const data = answer.items.map((item) => withId(resource, item));
    // A list that does not count itself ends with its last page.
    const total = answer.total ?? (answer.next === null ? (page - 1) * perPage + data.length : undefined);
    return {
      data,
      ...(total === undefined ? {} : { total }),
      pageInfo: { hasNextPage: answer.next !== null, hasPreviousPage: page > 1 },
    };
  }

  const getOne = (resource: string, id: Identifier, signal?: AbortSignal): Promise<RaRecord> =>
    resource === 'parked'
      ? parkedSequence(call, String(id), signal)
      : call<RaRecord>(`${pathOf(resource)}/${encodeURIComponent(id)}`, { signal });

  const provider = {
    supportAbortSignal: true,
    getList,
    getOne: async (resource: string, { id, signal }: { id: Identifier; signal?: AbortSignal }) => ({
      data: await getOne(resource, id, signal),
    }),
    /** A name that cannot be had must not hide the list that refers to it. */
    getMany: async (resource: string, { ids, signal }: { ids: Identifier[]; signal?: AbortSignal }) => {
      const found = await Promise.allSettled(ids.map((id) => getOne(resource, id, signal)));
      return { data: found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])) };
    },
    getManyReference: (
      resource: string,
      { target, id, ...params }: GetListParams & { target: string; id: Identifier },
    ) => getList(resource, { ...params, filter: { ...(params.filter as object), [target]: id } }),
    create: async (resource: string, { data, meta }: { data: unknown; meta?: { idempotencyKey?: string } }) => ({
      data: await call<RaRecord>(pathOf(resource), {
        method: 'POST',
        body: data,
        idempotencyKey: meta?.idempotencyKey ?? crypto.randomUUID(),
        fields: formFields[resource] ?? {},
      }),
    }),
    update: () => notOffered('update'),
    updateMany: () => notOffered('updateMany'),
    delete: () => notOffered('delete'),
    deleteMany: () => notOffered('deleteMany'),
    ...commands(call),
    ...parkedCommands(call),
    ...accountCommands(call, session),
    ...peopleCommands(call),
    ...teamCommands(call),
    ...invitationCommands(call, session),
  };
  return provider as typeof provider & DataProvider;
}

export type ConsoleDataProvider = ReturnType<typeof createDataProvider>;

function pathOf(resource: string, filter: Record<string, unknown> = {}): string {
  const path = paths[resource];
  if (!path) throw new Error(`No resource is called ${resource}`);
  return path(filter);
}

/** Empty filters are left out: the services refuse what they do not know. */
function queryOf(filter: Record<string, unknown>): Record<string, string> {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** Rows of an import are known by their number. */
function withId(resource: string, item: RaRecord): RaRecord {
  return resource === 'import-rows' ? { ...item, id: String(item['row']) } : item;
}

function notOffered(what: string): Promise<never> {
  return Promise.reject(new Error(`The services offer commands, no ${what}`));
}
