import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import astro from 'eslint-plugin-astro';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { projectBorders, restrictedDynamicImports, restrictedImports } from './tools/check/lint/borders.js';
import { bannedSyntax, environmentBan } from './tools/check/lint/bans.js';

const typed = ['**/*.ts', '**/*.tsx'];
const pages = ['**/*.astro', '**/*.astro/*'];
const tests = ['**/*.test.{ts,tsx}', '**/test/**'];
const configs = ['**/*.config.{js,mjs,ts}', 'libs/testing/jest/**'];
const projects = globSync('{libs,services,apps,tools}/*/package.json', { cwd: import.meta.dirname })
  .map(dirname)
  .concat('deploy/local');

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '**/.astro/',
      '**/generated/',
      '.data/',
      '.nx/',
      '.kafka/',
      'tools/check/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: [...typed, ...pages],
    rules: {
      eqeqeq: 'error',
      // The code base spells shapes as `type`; unions and intersections need it anyway.
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      // A parameter that a signature demands may be named and unused when it says so.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: typed,
    rules: {
      // Nest's modules are classes that hold nothing but a decorator, the dynamic ones nothing at all.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // TypeORM's rows and Nest's options are classes to their authors and plain objects to everybody else.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // It asks for the `!` that no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A number in a message reads as people expect; objects and undefined are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => relay.wake()` as a hook says what it does; the statement form adds only braces.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `for (;;)` and `while (true)` are loops that a return ends.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Code points are what passwords are counted in and what trigrams are made of.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // `newId<PersonId>()`: a parameter that only brands the result is how ids are told apart.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A variant that is added to a domain union must be thought about everywhere, so no `default` hides it.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { allowDefaultCaseForExhaustiveSwitch: false }],
    },
  },
  {
    // Plain JavaScript and Astro pages have no type information here; `astro check` types the pages.
    files: ['**/*.js', '**/*.mjs', ...pages],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  { files: ['apps/*/public/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['apps/console/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // React's event handlers may be async; React ignores what they return.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,astro}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: projectBorders, banTransitiveDependencies: true, allow: ['^astro:'] },
      ],
    },
  },
  ...projects.flatMap((project) => [
    {
      files: [`${project}/**`],
      rules: {
        'no-restricted-imports': restrictedImports(project, { tests: false }),
        'no-restricted-syntax': [
          'error',
          ...bannedSyntax(project),
          ...restrictedDynamicImports(project, { tests: false }),
        ],
        'no-restricted-properties': environmentBan(project),
      },
    },
    {
      files: tests.map((pattern) => `${project}/${pattern}`),
      rules: {
        'no-restricted-imports': restrictedImports(project, { tests: true }),
        'no-restricted-syntax': [
          'error',
          ...bannedSyntax(project),
          ...restrictedDynamicImports(project, { tests: true }),
        ],
        'no-restricted-properties': 'off',
      },
    },
  ]),
  {
    files: ['libs/match-engine/src/**'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'global', 'setImmediate', '__dirname', '__filename', 'require'].map((name) => ({
          name,
          message: 'The engine runs in a service, a worker and a browser, so it must not need Node.',
        })),
      ],
    },
  },
  {
    files: [...tests, 'libs/testing/**', 'tools/bench/**', 'tools/prove/**'],
    rules: {
      // What is missing fails the test with a stack that says where.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A stub is async because what it stands for is.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // expect(spy.method) passes a method on purpose.
      '@typescript-eslint/unbound-method': 'off',
      // supertest's `response.body` is `any`; the assertion is the check of its shape.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    // A declaration says what somebody else's module is, in that module's own way.
    files: ['**/*.d.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  // Tools look for the default export of their configuration.
  { files: configs, rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' } },
);
