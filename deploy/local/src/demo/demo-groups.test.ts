import { publicContent } from '@opencircle/contracts';
import { demoGroups } from './demo-groups.js';
import { contentOf } from './demo-group.js';

test.each(demoGroups.map((group, index) => [group.name, contentOf(group, index)] as const))(
  '%s is valid content',
  (_, content) => {
    expect(publicContent.parse(content)).toEqual(content);
  },
);

test('shows every kind of group and every state', () => {
  const contents = demoGroups.map(contentOf);
  expect(demoGroups).toHaveLength(40);
  expect(new Set(demoGroups.map(({ name }) => name)).size).toBe(40);
  expect(new Set(contents.map(({ modality }) => modality))).toEqual(new Set(['in-person', 'virtual', 'hybrid']));
  expect(new Set(contents.flatMap(({ languages }) => languages))).toEqual(new Set(['en', 'es']));
  expect(new Set(contents.map(({ venue }) => venue?.country))).toEqual(
    new Set(['US', 'IE', 'ES', 'MX', 'CO', undefined]),
  );
  expect(demoGroups.filter(({ state }) => state === 'changed')).toHaveLength(1);
  expect(demoGroups.filter(({ state }) => state === 'reported')).toHaveLength(1);
  expect(demoGroups.filter(({ state }) => state === 'pending').length).toBeGreaterThan(2);
});
