/** Why a rule is refused, in words for its author. */
export class RuleProblem extends Error {
  override readonly name = 'RuleProblem';
}
