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
];
