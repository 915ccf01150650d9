import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Reply } from '../http/ask.js';
import type { Api, Json, Operation } from './api.js';

export type Fault = '5xx' | 'undocumented' | 'schema broken';

const PROBLEM = 'application/problem+json';

/** Judges answers by what a service says of itself. */
export class Judge {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly api: Api) {
    formats.default(this.ajv);
    this.ajv.addSchema({ ...(api.document as object), $id: 'document' });
  }

  /** What is wrong with an answer; `operation` is what answers this method at this place, if anything does. */
  faultOf(operation: Operation | undefined, method: string, reply: Reply): Fault | undefined {
    if (reply.status >= 500) return '5xx';
    if (reply.status >= 400) return this.problemFault(method, reply);
    const success = operation?.responses[String(reply.status)];
    if (success === undefined) return 'undocumented';
    const schema = success.content?.['application/json']?.schema;
    if (method === 'HEAD') return reply.text === '' ? undefined : 'schema broken';
    if (schema === undefined) return reply.status === 204 && reply.text !== '' ? 'schema broken' : undefined;
    if (reply.type !== 'application/json') return 'schema broken';
    return this.fits(`${operation?.method} ${operation?.path} ${reply.status}`, schema, reply.text)
      ? undefined
      : 'schema broken';
  }

  private problemFault(method: string, reply: Reply): Fault | undefined {
    if (method === 'HEAD') return undefined;
    if (reply.type !== PROBLEM) return 'schema broken';
    const isFitting = this.fits('problem', { $ref: '#/components/schemas/Problem' }, reply.text);
    const isAgreed = isFitting && (JSON.parse(reply.text) as Json)['status'] === reply.status;
    return isAgreed ? undefined : 'schema broken';
  }

  private fits(name: string, schema: Json, text: string): boolean {
    const validate = this.compiled.get(name) ?? this.ajv.compile(absolute(schema) as Json);
    this.compiled.set(name, validate);
    try {
      return validate(JSON.parse(text));
    } catch {
      return false;
    }
  }

  /** The operation that a request reached: its own, or another one's at a changed path or method. */
  operationAt(method: string, target: string): Operation | undefined {
    const path = target.split('?', 1)[0] ?? '';
    const wanted = method === 'HEAD' ? 'GET' : method;
    const fitting = this.api.operations.filter((one) => one.method === wanted && patternOf(one.path).test(path));
    return fitting.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  }
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known !== undefined) return known;
  const made = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  patterns.set(path, made);
  return made;
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) =>
      key === '$ref' && typeof part === 'string' ? [key, part.replace(/^#/, 'document#')] : [key, absolute(part)],
    ),
  );
}
