import type { CaseSummary } from '../api/types.js';
import { isForBulk } from './case-state.js';

it.each<[Pick<CaseSummary, 'kind' | 'state'>, boolean]>([
  [{ kind: 'revision', state: 'open' }, true],
  [{ kind: 'revision', state: 'claimed' }, true],
  [{ kind: 'revision', state: 'decided' }, false],
  [{ kind: 'report', state: 'open' }, false],
])('%j is decided together with others: %s', (one, expected) => {
  expect(isForBulk(one as CaseSummary)).toBe(expected);
});
