import { commandFaults } from './command-faults.js';

const plain = 'postgres://db.example/x';
const encrypted = `${plain}?sslmode=verify-full`;

test.each<[Record<string, string>, string[]]>([
  [{ DATABASE_URL: plain, HTTP_PROXY: 'http://proxy.example' }, []],
  [{ DATABASE_URL: plain, DEMAND_TLS: 'false' }, []],
  [{ DATABASE_URL: encrypted, DEMAND_TLS: 'true', HTTP_PROXY: 'http://proxy.example' }, []],
  [{ DATABASE_URL: plain, DEMAND_TLS: 'true' }, ['DATABASE_URL']],
  [{ DATABASE_URL: plain, DEMAND_TLS: 'TRUE' }, ['DATABASE_URL']],
  [{ DATABASE_URL: plain, DEMAND_TLS: 'true', PGSSLMODE: 'verify-full' }, ['DATABASE_URL']],
  [{ DATABASE_URL: `${plain}?ssl=no-verify` }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://me:word@/x?host=db.example&ssl=no-verify' }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'pg://db.example/x', DEMAND_TLS: 'true' }, ['DATABASE_URL']],
  [{ DATABASE_URL: '/var/run/postgresql x' }, ['DATABASE_URL']],
  [{ DATABASE_URL: '' }, []],
  [{ DATABASE_URL: encrypted, PGSSLMODE: 'no-verify' }, ['PGSSLMODE']],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['NODE_TLS_REJECT_UNAUTHORIZED']],
])('%j: %j stop a command', (variables, expected) => {
  expect(commandFaults(variables, 'DATABASE_URL').map(({ variable }) => variable)).toEqual(expected);
});
