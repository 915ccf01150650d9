/** One thing that is wrong with a request. `pointer` is a JSON Pointer (RFC 6901) into what `in` names, else the body. */
export type ProblemError = {
  readonly pointer: string;
  readonly rule: string;
  readonly detail: string;
  readonly in?: 'query' | 'path' | 'header';
};

/** A failed request as it is answered: status, stable code, a sentence for people, and what belongs to the failure. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly ProblemError[] | undefined;
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Where a problem's `type` lives. It is an identifier first, and never changes for a code. */
const PROBLEM_BASE = 'https://opencircle.example/problems/';

/** The body of RFC 9457. `code` repeats the last part of `type` for those who switch on it. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    ...problem.extra,
    type: PROBLEM_BASE + problem.code,
    title: titleOf(problem.code),
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    ...(problem.errors && problem.errors.length > 0 && { errors: problem.errors }),
    requestId,
  };
}

/** One title per type, as RFC 9457 §3.1.4 asks: `group-not-found` is "Group not found". */
function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
