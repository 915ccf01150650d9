import { changesBetween } from './schema-changes.js';

const published = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid', pattern: '^x$' },
    note: { type: 'string', maxLength: 10 },
    kind: { type: 'string', enum: ['a', 'b'] },
    focus: { type: 'string', enum: ['calm', 'hope'] },
    places: {
      type: 'array',
      minItems: 1,
      maxItems: 5,
      items: {
        anyOf: [{ type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }, { type: 'null' }],
      },
    },
    closed: {
      type: 'object',
      properties: { a: { type: 'number', minimum: 0 } },
      required: [],
      additionalProperties: false,
    },
  },
  required: ['id', 'kind', 'focus', 'places', 'closed'],
};
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- edits of every shape */
type Draft = { type: string; properties: Record<string, any>; required: string[] } & Record<string, any>;

const mayGrow = (values: readonly unknown[]): boolean => values.includes('calm');

function changed(edit: (draft: Draft) => void): string[] {
  const draft = structuredClone(published) as Draft;
  edit(draft);
  return changesBetween(published, draft, mayGrow).map(({ pointer, rule }) => `${pointer} ${rule}`);
}

const place = (draft: Draft): Draft => draft.properties['places'].items.anyOf[0] as Draft;

it.each<[string, (draft: Draft) => void, string[]]>([
  ['a removed field', (s) => delete s.properties['note'], ['/properties/note property-removed']],
  [
    'a renamed field',
    (s) => {
      s.properties['remark'] = s.properties['note'];
      delete s.properties['note'];
    },
    ['/properties/note property-removed'],
  ],
  [
    'a new required field',
    (s) => {
      s.properties['more'] = { type: 'string' };
      s.required.push('more');
    },
    ['/properties/more property-added-required'],
  ],
  ['a field made required', (s) => s.required.push('note'), ['/required made-required']],
  ['a field made optional', (s) => s.required.shift(), ['/required made-optional']],
  ['another type', (s) => (s.properties['note'].type = 'number'), ['/properties/note/type type-changed']],
  ['null let in', (s) => (s.properties['note'].type = ['string', 'null']), ['/properties/note/type type-changed']],
  ['a removed value', (s) => s.properties['kind'].enum.pop(), ['/properties/kind/enum enum-value-removed']],
  ['an added value', (s) => s.properties['kind'].enum.push('c'), ['/properties/kind/enum enum-value-added']],
  ['no enumeration', (s) => delete s.properties['kind'].enum, ['/properties/kind/enum changed']],
  ['a removed code', (s) => s.properties['focus'].enum.pop(), ['/properties/focus/enum enum-value-removed']],
  ['a lower maximum', (s) => (s.properties['note'].maxLength = 9), ['/properties/note/maxLength limit-tightened']],
  ['a higher maximum', (s) => (s.properties['note'].maxLength = 11), ['/properties/note/maxLength limit-loosened']],
  ['a new limit', (s) => (s.properties['note'].minLength = 1), ['/properties/note/minLength limit-tightened']],
  ['a limit taken away', (s) => delete s.properties['note'].maxLength, ['/properties/note/maxLength limit-loosened']],
  ['a higher minimum', (s) => (s.properties['places'].minItems = 2), ['/properties/places/minItems limit-tightened']],
  ['a lower minimum', (s) => (s.properties['places'].minItems = 0), ['/properties/places/minItems limit-loosened']],
  ['another pattern', (s) => (s.properties['id'].pattern = '^y$'), ['/properties/id/pattern changed']],
  ['another format', (s) => (s.properties['id'].format = 'email'), ['/properties/id/format changed']],
  ['a constant', (s) => (s.properties['note'].const = 'x'), ['/properties/note/const changed']],
  ['a keyword nobody knows', (s) => (s.properties['note'].unevaluatedItems = false), ['/properties/note/unevaluatedItems changed']],
  ['a closed object', (s) => (s['additionalProperties'] = false), ['/additionalProperties changed']],
  ['an alternative more', (s) => s.properties['places'].items.anyOf.push({ type: 'string' }), ['/properties/places/items/anyOf alternatives-changed']],
  ['an alternative less', (s) => s.properties['places'].items.anyOf.pop(), ['/properties/places/items/anyOf alternatives-changed']],
  ['a field deep inside', (s) => delete place(s).properties['name'], ['/properties/places/items/anyOf/0/properties/name property-removed']],
  ['a requirement deep inside', (s) => (place(s).required = []), ['/properties/places/items/anyOf/0/required made-optional']],
  ['a field in a closed object', (s) => (s.properties['closed'].properties.b = {}), ['/properties/closed/properties/b closed-object-extended']],
  ['a field with slashes', (s) => { s.properties['a/b~c'] = {}; s.required.push('a/b~c'); }, ['/properties/a~1b~0c property-added-required']],
])('refuses %s', (_what, edit, expected) => {
  expect(changed(edit)).toEqual(expected);
}); // prettier-ignore

it.each<[string, (draft: Draft) => void]>([
  ['nothing', () => undefined],
  ['an optional field', (s) => (s.properties['more'] = { type: 'string' })],
  ['an optional field deep inside', (s) => (place(s).properties['more'] = { type: 'string', maxLength: 3 })],
  ['words', (s) => (s.properties['note'].description = 'What the visitor said')],
  ['a new code of a taxonomy', (s) => s.properties['focus'].enum.push('courage')],
  ['another order of requirements', (s) => s.required.reverse()],
])('allows %s', (_what, edit) => {
  expect(changed(edit)).toEqual([]);
});
