/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
import { Best } from './best.js';
import { Filter, type Found } from './filter.js';
import type { Group } from './group.js';
import { cellsWithin } from './map-cells.js';
import { lengthOf, type RowList } from './postings.js';
import type { Answer, Hit, Query } from './query.js';
import { Rows } from './rows.js';
import { reasonsOf, scoreOf } from './score.js';

const FIRST_CAPACITY = 64;

type Scored = { readonly found: Found; readonly score: number; readonly id: string };

/** Best score first; equal scores by id in code-unit order, so that pages never overlap. */
const bestFirst = (a: Scored, b: Scored) => b.score - a.score || (a.id < b.id ? -1 : 1);

/** All groups that people can find, in memory. Not safe against changes during `search`, which never waits. */
export class MatchIndex {
  private rows = new Rows(FIRST_CAPACITY);
  private readonly rowOf = new Map<string, number>();
  /** In which search a row was last looked at, so that rows on several lists count once. */
  private seen = new Uint32Array(FIRST_CAPACITY);
  private searches = 0;

  /** How many groups are in the index. */
  get size(): number {
    return this.rowOf.size;
  }

  /** Adds the group, or replaces the one with its id. */
  upsert(group: Group): void {
    this.remove(group.id);
    if (this.rows.length === this.rows.capacity) this.rebuild();
    this.rowOf.set(group.id, this.rows.append(group));
  }

  /** Takes the group out; false when it was not in. */
  remove(id: string): boolean {
    const row = this.rowOf.get(id);
    if (row === undefined) return false;
    this.rows.gone[row] = 1;
    this.rowOf.delete(id);
    return true;
  }

  /** The groups that meet every condition of the query, best first. */
  search(query: Query): Answer {
    const { offset = 0, limit = 20 } = query;
    const filter = new Filter(this.rows, query);
    const best = new Best<Scored>(offset + limit, bestFirst);
    let total = 0;
    for (const row of this.candidates(query)) {
      const found = filter.test(row);
      if (!found) continue;
      total += 1;
      best.offer({ found, score: scoreOf(found), id: this.rows.ids[row]! });
    }
    const hits = best
      .sorted()
      .slice(offset)
      .map((scored) => this.hit(scored));
    return { hits, total };
  }

  private hit({ found, score, id }: Scored): Hit {
    const { starts, ends } = this.rows.sessions[found.row]!;
    return {
      id,
      score,
      distanceKm: found.distance,
      nextStart: starts[found.next] ?? null,
      nextEnd: ends[found.next] ?? null,
      reasons: reasonsOf(found),
    };
  }

  /** Rows that can match: the shortest set of lists that holds every answer, each row once; or all rows. */
  private *candidates(query: Query): Iterable<number> {
    const options: RowList[][] = [];
    if (query.focuses?.length) options.push(this.rows.byFocus.of(new Set(query.focuses)));
    if (query.languages?.length) options.push(this.rows.byLanguage.of(new Set(query.languages)));
    const cells = query.near ? cellsWithin(query.near.point, query.near.withinKm) : null;
    if (cells) options.push([...this.rows.byCell.of(cells), this.rows.online]);
    const shortest = options.sort((a, b) => lengthOf(a) - lengthOf(b))[0];
    if (!shortest || lengthOf(shortest) > this.rows.length) {
      for (let row = 0; row < this.rows.length; row++) yield row;
      return;
    }
    this.searches += 1;
    for (const list of shortest) {
      for (let index = 0; index < list.length; index++) {
        const row = list.at(index);
        if (this.seen[row] === this.searches) continue;
        this.seen[row] = this.searches;
        yield row;
      }
    }
  }

  /** Copies the living rows; doubles the room unless tombstones take half of it. */
  private rebuild(): void {
    const capacity = this.rowOf.size > this.rows.capacity / 2 ? this.rows.capacity * 2 : this.rows.capacity;
    const rows = new Rows(capacity);
    for (let row = 0; row < this.rows.length; row++) {
      if (!this.rows.gone[row]) this.rowOf.set(this.rows.ids[row]!, rows.append(this.rows.groupAt(row)));
    }
    this.rows = rows;
    this.seen = new Uint32Array(capacity);
    this.searches = 0;
  }
}
