import type { ProblemTable } from '@opencircle/service-defaults';

/** HTTP status of every expected failure of this service. */
export const problems = {
  'group-not-found': 404,
} satisfies ProblemTable;
