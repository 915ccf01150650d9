import { Injectable } from '@nestjs/common';
import { MatchIndex, type Answer, type Query } from '@opencircle/match-engine';
import { toIndexedGroup } from './to-indexed-group.js';
import type { PublishedGroup } from './published-group.js';

/** How often groups whose known sessions run out get new ones, in milliseconds. */
const RENEWAL_EVERY = 60_000;

/** This process's search index, with what an answer shows of each group. Filled by IndexFeed. */
@Injectable()
export class GroupIndex {
  private readonly index = new MatchIndex();
  /** Also those that are hidden for the time being. */
  private readonly groups = new Map<string, PublishedGroup>();
  /** When a group's sessions must be computed anew, epoch milliseconds. */
  private readonly renewAt = new Map<string, number>();
  private hiddenOrganizations: ReadonlySet<string> = new Set();
  private renewedAt = 0;
  private asOf = new Date(0);

  put(group: PublishedGroup): void {
    if (this.hiddenOrganizations.has(group.organizationId)) this.hide(group);
    else this.show(group);
    this.groups.set(group.listingId, group);
  }

  /**
   * No group of these organizations is found from now on; those of all others are. When it throws, because a group cannot
   * be shown, those that are to be hidden are, and the next call begins anew.
   */
  hideGroupsOf(organizationIds: readonly string[]): void {
    const [before, now] = [this.hiddenOrganizations, new Set(organizationIds)];
    if (before.size === now.size && organizationIds.every((id) => before.has(id))) return;
    const groups = [...this.groups.values()];
    for (const group of groups) if (now.has(group.organizationId)) this.hide(group);
    for (const group of groups) {
      if (before.has(group.organizationId) && !now.has(group.organizationId)) this.show(group);
    }
    this.hiddenOrganizations = now;
  }

  private show(group: PublishedGroup): void {
    const { indexed, renewAt } = toIndexedGroup(group, Date.now());
    this.renewAt.set(group.listingId, renewAt);
    this.index.upsert(indexed);
  }

  /** It needs no new sessions until it is shown again. */
  private hide({ listingId }: PublishedGroup): void {
    this.renewAt.delete(listingId);
    this.index.remove(listingId);
  }

  /** The index holds everything that was committed before that instant (epoch milliseconds). */
  refreshed(asOf: number): void {
    this.asOf = new Date(asOf);
    if (asOf - this.renewedAt < RENEWAL_EVERY) return;
    this.renewedAt = asOf;
    for (const [id, due] of this.renewAt) {
      const group = due <= asOf ? this.groups.get(id) : undefined;
      if (group !== undefined) this.put(group);
    }
  }

  search(query: Query): Answer {
    return this.index.search(query);
  }

  find(listingId: string): PublishedGroup | undefined {
    return this.groups.get(listingId);
  }

  state(): { groups: number; asOf: Date } {
    return { groups: this.index.size, asOf: this.asOf };
  }
}
