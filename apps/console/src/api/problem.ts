/** RFC 9457, as every service answers it. `type` ends in a stable code; pointers are RFC 6901 into the request's body. */
export type Problem = {
  type: string;
  code?: string;
  status: number;
  title?: string;
  detail?: string;
  requestId?: string;
  service?: string;
  errors?: { pointer: string; rule?: string; detail?: string }[];
};

/** Errors shaped like the form that made the request: `{ defaults: { focuses: 'Choose at least one.' } }`. */
export type FieldErrors = { [field: string]: string | FieldErrors };

/** A call that did not succeed; react-admin reads `status`, and `body.errors` to mark a form's fields. */
export class RequestFailed extends Error {
  readonly code: string;
  readonly status: number;
  readonly body: { errors: FieldErrors };

  constructor(
    readonly problem: Problem,
    fields: Record<string, string> = {},
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    this.name = 'RequestFailed';
    this.code = codeOf(problem);
    this.status = problem.status;
    this.body = { errors: fieldErrors(problem, fields) };
  }
}

/** What the problem calls itself, else the last word of its type: `https://…/problems/csrf` → `csrf`. */
export function codeOf(problem: Problem): string {
  return problem.code ?? problem.type.split(/[/:#]/).findLast((part) => part !== '') ?? 'unknown';
}

/**
 * Puts each pointed-at error on its field. A pointer into a list marks the list, for that is the input people see.
 * `fields` renames a body's field to the form's (`{ feed: 'file' }`).
 */
export function fieldErrors(problem: Problem, fields: Record<string, string> = {}): FieldErrors {
  const errors: FieldErrors = {};
  for (const { pointer, detail, rule } of problem.errors ?? []) {
    const path = pathOf(pointer);
    const last = path.pop();
    if (last === undefined) continue;
    let place = errors;
    for (const step of path) {
      const next = place[step];
      place = place[step] = typeof next === 'object' ? next : {};
    }
    const name = path.length === 0 ? (fields[last] ?? last) : last;
    place[name] ??= detail ?? rule ?? problem.detail ?? problem.title ?? '';
  }
  return errors;
}

function pathOf(pointer: string): string[] {
  const steps = pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  const index = steps.findIndex((step) => /^\d+$/.test(step));
  return index === -1 ? steps : steps.slice(0, index);
}
