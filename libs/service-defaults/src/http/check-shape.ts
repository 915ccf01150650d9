import { pointerTo } from '../problem/issues.js';
import type { ProblemError } from '../problem/problem.js';

/** Levels of nesting. Recursive code after this (schemas, serialization) must not run out of stack. */
const DEEPEST = 64;

/** Without recursion: values nested too deep, and strings or keys with U+0000, which PostgreSQL refuses (22021). */
export function checkShape(value: unknown): ProblemError[] {
  const faults: ProblemError[] = [];
  const open: { value: unknown; path: readonly PropertyKey[] }[] = [{ value, path: [] }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { value, path } = entry;
    if (typeof value === 'string' && value.includes('\0')) {
      faults.push({ pointer: pointerTo(path), rule: 'no-null-character', detail: 'contains the character U+0000' });
    }
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= DEEPEST) {
      return [{ pointer: '', rule: 'too-deep', detail: `is nested deeper than ${DEEPEST} levels` }];
    }
    for (const [key, part] of Object.entries(value)) {
      if (key.includes('\0'))
        return [{ pointer: pointerTo(path), rule: 'no-null-character', detail: 'has a name with U+0000' }];
      open.push({ value: part, path: [...path, key] });
    }
  }
  return faults;
}
