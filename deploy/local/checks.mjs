// @ts-check
/**
 * What `npm run check` checks, in this order; every command runs from the root with the workspace's own tools. Add a line, not a script.
 * @type {readonly { name: string, command: string, fix: string }[]}
 */
export const checks = [
  {
    name: 'types and lint',
    command: 'nx run-many -t typecheck lint --output-style=static',
    fix: 'correct what is named',
  },
  {
    name: 'format, size, dead code, drift, compose file',
    command:
      'nx run-many --projects=@opencircle/check -t lint-root format file-size dead-code lockfile contract-drift openapi-drift permissions-drift docs-drift compose --output-style=static',
    fix: 'CONTRIBUTING.md says for each what to run: npm run format, npm run generate, npm run openapi, npm run permissions; a page is corrected by hand',
  },
];
