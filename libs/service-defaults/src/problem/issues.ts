import type { ProblemError } from './problem.js';

/** An issue as Standard Schema has it. */
type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};

/** What zod tells beyond that. */
type ZodIssue = Issue & {
  readonly code?: string;
  readonly format?: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly ZodIssue[])[];
  readonly params?: { readonly rule?: unknown };
};

/** A schema's issues as problem errors: `{ pointer: '/near/point/latitude', rule: 'too-big', detail }`. */
export function problemErrors(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): ProblemError[] {
  return issues.flatMap((issue: ZodIssue) => {
    const path = [...prefix, ...(issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))];
    if (issue.keys) {
      return issue.keys.map((key) => ({
        pointer: pointerTo([...path, key]),
        rule: 'unknown-field',
        detail: 'is not known here',
      }));
    }
    const branch = issue.errors?.toSorted((a, b) => a.length - b.length)[0];
    if (branch && branch.length > 0) return problemErrors(branch, path);
    return [{ pointer: pointerTo(path), rule: ruleOf(issue), detail: issue.message }];
  });
}

/** RFC 6901; the whole document is the empty pointer. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function ruleOf(issue: ZodIssue): string {
  if (issue.code === 'invalid_format' && issue.format) return issue.format.replaceAll('_', '-');
  if (issue.code === 'custom' && typeof issue.params?.rule === 'string') return issue.params.rule;
  return (issue.code ?? 'invalid').replaceAll('_', '-');
}
