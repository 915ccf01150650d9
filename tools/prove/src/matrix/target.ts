import type { Action, Actor, Relation } from '@opencircle/auth';
import type { ServiceName } from '../http/service-ground.js';

/** What is asked of a route about one object, and how that object really stands to people. */
export type Target = {
  readonly name: string;
  /** Of objects that are about the asker it depends on who asks. */
  readonly relation?: (actor: Actor) => Relation;
  readonly field?: string;
  /** What the use case asks the table besides the route's own action, when that is what decides. */
  readonly action?: Action;
  /** The object's id, for the path (`{id}`, `{listingId}`, `{offerId}`), or for where `query` and `body` put it. */
  readonly id?: (actor: Actor, service: ServiceName) => string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: (id: string) => string;
  readonly body?: (id: string) => object;
  readonly headers?: Readonly<Record<string, string>>;
  /** There is no such object in this world: who may do this is told so. */
  readonly isMissing?: true;
  /** The answer tells of each object by itself, under 200. */
  readonly isBatch?: true;
  /**
   * What stands in the answer to whoever may see it (with this field), and in nobody else's. Of a list: what it shows of the
   * thing that stands so to people.
   */
  readonly shows?: { readonly text: string; readonly field?: string; readonly of?: Relation };
};

export const plain: readonly Target[] = [{ name: 'no object' }];

/** A list in one page. */
export const whole = { query: () => 'limit=100' };
