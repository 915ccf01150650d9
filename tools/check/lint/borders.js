/**
 * Which project may import what from outside. Each ban names the projects (folders) that are exempt, or the ones that
 * it is for, and says why; `bansFor` turns the table into ESLint rules for one project.
 *
 * @typedef {{ group: string[], names?: string[], only?: string[], except?: string[], inTests?: boolean, why: string }} Ban
 */

const pureLibs = ['libs/contracts', 'libs/schedule', 'libs/match-engine'];
const browserApps = ['apps/console', 'apps/finder'];
const kafkaProjects = [
  'libs/messaging',
  'libs/backing-services',
  'libs/testing',
  'deploy/local',
  'tools/bench',
  'tools/prove',
];
const sqlProjects = [
  'libs/persistence',
  'libs/messaging',
  'libs/backing-services',
  'libs/testing',
  'deploy/local',
  'tools/bench',
  'tools/prove',
];

/** @type {Ban[]} */
const bans = [
  {
    group: ['kafkajs', '@platformatic/kafka'],
    except: kafkaProjects,
    why: 'Only @opencircle/messaging speaks to Kafka: events go out through the outbox and come in through @EventPattern.',
  },
  {
    group: ['pg'],
    except: sqlProjects,
    inTests: true,
    why: 'A connection of its own escapes the transaction; use Transactions of @opencircle/persistence.',
  },
  {
    group: ['typeorm'],
    names: ['DataSource', 'Repository', 'EntityManager', 'createConnection', 'getRepository', 'getManager'],
    except: ['libs/persistence'],
    inTests: true,
    why: 'A repository outside the transaction runner escapes the transaction; use Transactions of @opencircle/persistence.',
  },
  {
    group: ['@nestjs/typeorm'],
    why: 'Its injected repositories escape the transaction; use Transactions of @opencircle/persistence.',
  },
  {
    group: ['@nestjs/microservices', '@nestjs/microservices/*'],
    names: ['ClientKafka', 'ClientKafkaProxy', 'ClientProxyFactory', 'ClientsModule', 'ServerKafka', 'MessagePattern'],
    why: 'ClientKafka.emit without a subscriber never sends, and @MessagePattern answers to any topic that a header names.',
  },
  {
    group: ['@nestjs/*'],
    only: [...pureLibs, ...browserApps],
    why: 'These projects also run without a Nest application, some of them in a browser.',
  },
  {
    group: ['@nestjs/observe'],
    why: 'It sends traces to a hosted product; data about people who seek help stays here.',
  },
  {
    group: [
      'node:*',
      'fs',
      'fs/*',
      'path',
      'os',
      'crypto',
      'url',
      'util',
      'stream',
      'events',
      'buffer',
      'worker_threads',
    ],
    only: ['libs/match-engine'],
    inTests: true,
    why: 'The engine runs in a service, a worker and a browser, so it must not need Node.',
  },
  {
    group: ['node:process', 'process'],
    inTests: true,
    why: 'Settings are parsed once, by createService; use the global for signals and exit codes.',
  },
  {
    group: ['react', 'react/*', 'react-dom', 'react-dom/*', 'react-admin', 'ra-*', '@mui/*', '@emotion/*'],
    except: ['apps/console'],
    why: 'Only the console is a React application.',
  },
  {
    group: ['react-leaflet'],
    why: 'Its licence is not an open-source one, and map tiles tell a third party where people look.',
  },
  {
    group: ['@opencircle/testing', '@opencircle/backing-services'],
    except: ['libs/testing', 'libs/backing-services', 'deploy/local', 'tools/bench', 'tools/prove', 'tools/check'],
    inTests: true,
    why: 'These start a PostgreSQL and a Kafka; nothing that is deployed may need them.',
  },
];

/** For project graphs: who may depend on whom, by the tags in each package.json. */
export const projectBorders = [
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib'] },
];

/** Options of `no-restricted-imports` for files of one project. */
export function restrictedImports(project, { tests }) {
  const patterns = bansFor(project, tests).map(({ group, names, why }) => ({
    regex: regexOf(group),
    message: why,
    ...(names === undefined ? {} : { importNames: names }),
  }));
  return ['error', { patterns }];
}

/** The same bans for `import('…')`, which `no-restricted-imports` does not see; entries of `no-restricted-syntax`. */
export function restrictedDynamicImports(project, { tests }) {
  return bansFor(project, tests)
    .filter(({ names }) => names === undefined)
    .map(({ group, why }) => ({
      selector: `ImportExpression > Literal[value=/${regexOf(group).replaceAll('/', '\\/')}/]`,
      message: why,
    }));
}

function bansFor(project, tests) {
  return bans.filter(
    ({ only, except, inTests }) =>
      (only?.includes(project) ?? true) && !(except?.includes(project) ?? false) && !(tests && inTests === true),
  );
}

function regexOf(group) {
  const names = group.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '.*'));
  return `^(${names.join('|')})$`;
}
