/** One difference between a published schema and today's that is not allowed within a version. */
export type Change = {
  /** JSON Pointer (RFC 6901) into the published schema, or into today's when the place is new. */
  readonly pointer: string;
  readonly rule: Rule;
  readonly detail: string;
};

export type Rule =
  | 'property-removed'
  | 'property-added-required'
  | 'closed-object-extended'
  | 'made-required'
  | 'made-optional'
  | 'type-changed'
  | 'enum-value-removed'
  | 'enum-value-added'
  | 'limit-tightened'
  | 'limit-loosened'
  | 'alternatives-changed'
  | 'changed';

/** Whether an enumeration, by its values, is one that may get more of them. */
export type MayGrow = (values: readonly unknown[]) => boolean;

type Schema = Readonly<Record<string, unknown>>;

/** Say nothing about which documents are valid. */
const annotations = new Set(['$schema', '$comment', 'title', 'description', 'examples', 'deprecated']);
const upperLimits = new Set(['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum']);
const lowerLimits = new Set(['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum']);
const lists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const subschemas = new Set(['items', 'additionalProperties', 'not', 'contains', 'propertyNames']);

/**
 * Every difference between two JSON Schemas but added optional properties, words about them, and values of enumerations that may
 * grow. Narrower is a fault, for today's consumers refuse what lies in Kafka already; wider is one too, for consumers of the last
 * release refuse what is sent today. What it does not know it does not allow.
 */
export function changesBetween(before: unknown, after: unknown, mayGrow: MayGrow, pointer = ''): Change[] {
  if (!isSchema(before) || !isSchema(after)) {
    return isEqual(before, after) ? [] : [{ pointer, rule: 'changed', detail: `${show(before)} → ${show(after)}` }];
  }
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keywords
    .filter((keyword) => !annotations.has(keyword))
    .flatMap((keyword) => ofKeyword(keyword, before, after, mayGrow, pointer));
}

function ofKeyword(keyword: string, before: Schema, after: Schema, mayGrow: MayGrow, above: string): Change[] {
  const pointer = `${above}/${escape(keyword)}`;
  const [was, is] = [before[keyword], after[keyword]];
  if (keyword === 'properties') return ofProperties(before, after, mayGrow, pointer);
  if (keyword === '$defs') return ofDefinitions(asMap(was), asMap(is), mayGrow, pointer);
  if (keyword === 'required') return ofRequired(before, after, pointer);
  if (isEqual(was, is)) return [];
  const change = (rule: Rule): Change[] => [{ pointer, rule, detail: `${show(was)} → ${show(is)}` }];
  if (keyword === 'type') return change('type-changed');
  if (keyword === 'enum' && Array.isArray(was) && Array.isArray(is)) return ofEnum(was, is, mayGrow, pointer);
  if (upperLimits.has(keyword)) return change(isTighter(was, is, 1) ? 'limit-tightened' : 'limit-loosened');
  if (lowerLimits.has(keyword)) return change(isTighter(was, is, -1) ? 'limit-tightened' : 'limit-loosened');
  if (lists.has(keyword) && Array.isArray(was) && Array.isArray(is)) {
    if (was.length !== is.length) return change('alternatives-changed');
    return was.flatMap((each, n) => changesBetween(each, is[n], mayGrow, `${pointer}/${n}`));
  }
  if (subschemas.has(keyword) && was !== undefined && is !== undefined) {
    return changesBetween(was, is, mayGrow, pointer);
  }
  return change('changed');
}

function ofProperties(before: Schema, after: Schema, mayGrow: MayGrow, pointer: string): Change[] {
  const [was, is] = [asMap(before['properties']), asMap(after['properties'])];
  const kept = Object.keys(was).flatMap((name): Change[] => {
    const at = `${pointer}/${escape(name)}`;
    if (!Object.hasOwn(is, name)) return [{ pointer: at, rule: 'property-removed', detail: `${name} is gone` }];
    return changesBetween(was[name], is[name], mayGrow, at);
  });
  const added = Object.keys(is)
    .filter((name) => !Object.hasOwn(was, name))
    .flatMap((name): Change[] => {
      const at = `${pointer}/${escape(name)}`;
      if (requiredOf(after).includes(name)) {
        return [{ pointer: at, rule: 'property-added-required', detail: `${name} is new and must be optional` }];
      }
      const closed = before['additionalProperties'] !== undefined;
      return closed
        ? [{ pointer: at, rule: 'closed-object-extended', detail: `consumers refuse or judge ${name} already` }]
        : [];
    });
  return [...kept, ...added];
}

function ofRequired(before: Schema, after: Schema, pointer: string): Change[] {
  const [was, is] = [requiredOf(before), requiredOf(after)];
  const [known, still] = [asMap(before['properties']), asMap(after['properties'])];
  const made = is.filter((name) => !was.includes(name) && (Object.hasOwn(known, name) || !Object.hasOwn(still, name)));
  const freed = was.filter((name) => !is.includes(name) && Object.hasOwn(still, name));
  return [
    ...made.map((name): Change => ({ pointer, rule: 'made-required', detail: `${name} was optional` })),
    ...freed.map((name): Change => ({ pointer, rule: 'made-optional', detail: `${name} was required` })),
  ];
}

function ofDefinitions(was: Schema, is: Schema, mayGrow: MayGrow, pointer: string): Change[] {
  return Object.keys(was).flatMap((name) => changesBetween(was[name], is[name], mayGrow, `${pointer}/${escape(name)}`));
}

function ofEnum(was: unknown[], is: unknown[], mayGrow: MayGrow, pointer: string): Change[] {
  const removed = was.filter((value) => !is.includes(value));
  const added = mayGrow(is) ? [] : is.filter((value) => !was.includes(value));
  return [
    ...removed.map((value): Change => ({ pointer, rule: 'enum-value-removed', detail: show(value) })),
    ...added.map((value): Change => ({ pointer, rule: 'enum-value-added', detail: show(value) })),
  ];
}

/** A limit that was not there and is, or that is stricter; `direction` 1: less is stricter. */
function isTighter(was: unknown, is: unknown, direction: 1 | -1): boolean {
  if (typeof was !== 'number') return true;
  return typeof is === 'number' && (is - was) * direction < 0;
}

function requiredOf({ required }: Schema): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asMap(value: unknown): Schema {
  return isSchema(value) ? value : {};
}

/** Order of keys does not matter, order in lists does. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, n) => isEqual(each, b[n]));
  if (!isSchema(a) || !isSchema(b)) return Object.is(a, b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
  );
}

function escape(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function show(value: unknown): string {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
