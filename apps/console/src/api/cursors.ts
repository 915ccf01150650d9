import type { Call } from './call.js';

export type Page<Item> = { items: Item[]; next: string | null; total?: number };

const largestPage = 100;

/**
 * Lets page numbers stand on opaque cursors: remembers where each page of a list began, and walks on from the
 * furthest page known. Asking for the first page forgets the rest, since the list may have changed.
 */
export class Cursors {
  readonly #starts = new Map<string, (string | null)[]>();

  constructor(private readonly call: Call) {}

  async page<Item>(
    path: string,
    query: Record<string, string>,
    page: number,
    perPage: number,
    signal?: AbortSignal,
  ): Promise<Page<Item>> {
    const list = `${path}?${new URLSearchParams({ ...query, perPage: `${perPage}` }).toString()}`;
    const known = page === 1 ? [] : (this.#starts.get(list) ?? []);
    known[0] = null;
    this.#starts.set(list, known);

    let at = Math.min(page, known.length);
    for (;;) {
      const answer = await this.#gather<Item>(path, query, known[at - 1] ?? null, perPage, signal);
      if (answer.next !== null) known[at] = answer.next;
      if (at === page) return answer;
      if (answer.next === null) return { ...answer, items: [] };
      at += 1;
    }
  }

  /** One page for the reader, in as many requests as the services' limit asks for. */
  async #gather<Item>(
    path: string,
    query: Record<string, string>,
    start: string | null,
    wanted: number,
    signal?: AbortSignal,
  ): Promise<Page<Item>> {
    const items: Item[] = [];
    let cursor = start;
    let total: number | undefined;
    do {
      const limit = Math.min(largestPage, wanted - items.length);
      const search = new URLSearchParams({ ...query, limit: `${limit}`, ...(cursor === null ? {} : { cursor }) });
      const answer = await this.call<Page<Item>>(`${path}?${search.toString()}`, { signal });
      items.push(...answer.items);
      cursor = answer.next;
      total = answer.total;
    } while (cursor !== null && items.length < wanted);
    return { items, next: cursor, ...(total === undefined ? {} : { total }) };
  }
}
