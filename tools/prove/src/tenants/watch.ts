import type { Actor } from '@opencircle/auth';
import type { Somebody } from './tenants.js';

/** Compares rows with what the proof itself counts as their reader's. */
export class Watch {
  readonly found = { foreign: 0, missing: 0 };
  private readonly people = new Map<string, Somebody>();

  knows(id: string, somebody: Somebody): void {
    this.people.set(id, somebody);
  }

  /** Rows that a transaction of theirs got to see or changed, whatever became of it. */
  saw(actor: Actor, ids: readonly string[]): void {
    const reach = this.reachOf(actor);
    this.found.foreign += ids.filter((id) => !reach.has(id)).length;
  }

  /** All that a list answers: what is theirs must be there. */
  answers(actor: Actor, ids: readonly string[]): void {
    const listed = new Set(ids);
    this.found.missing += [...this.reachOf(actor)].filter((id) => !listed.has(id)).length;
  }

  private reachOf(actor: Actor): ReadonlySet<string> {
    const somebody = actor.kind === 'person' ? this.people.get(actor.id) : undefined;
    return somebody?.reach ?? new Set();
  }
}
