import { policy, type Action, type Actor, type Relation } from '@opencircle/auth';
import { RowNotFound } from '@opencircle/persistence';

export type Sought<Row> = {
  /** How the object stands to people; asked only when there is one. */
  readonly relation: (row: Row) => Relation | Promise<Relation>;
  /** What is answered when there is no such object, and when the actor may not know that there is one. */
  readonly absent?: () => Error;
  readonly field?: string;
};

/**
 * The object that somebody named by its id, when it is there and they may do this to it. An unknown one and one that
 * they may not know of end in the same error; only who may know of it is told that it is forbidden (Forbidden).
 */
export async function demandFound<Row>(
  row: Row | null,
  actor: Actor,
  action: Action,
  { relation, absent = nothingThere, field }: Sought<Row>,
): Promise<Row> {
  if (row === null) throw absent();
  const told = await relation(row);
  if (policy.allows(actor, action, told, field)) return row;
  throw policy.tells(actor, action, told) ? policy.refusal(actor, action, told, field) : absent();
}

function nothingThere(): RowNotFound {
  return new RowNotFound('sought');
}
