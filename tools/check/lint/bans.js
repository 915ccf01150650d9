/** Constructs that are banned wherever they stand, with the reason. */

/** Who may read the environment, and why no other project does. */
const environmentReaders = {
  'libs/service-defaults': 'parses it, once, for every service',
  'libs/backing-services': 'starts PostgreSQL and Kafka as processes of this machine',
  'libs/testing': 'is told by the test run which PostgreSQL and Kafka to use',
  'deploy/local': 'makes the environment of the other processes',
  'apps/finder': 'is an Astro server, which createService does not start; src/environment.ts parses it once',
  'tools/check': 'runs before anything is built',
  'tools/bench': 'is a command',
  'tools/prove': 'is a command, and starts others',
};

/** Options of `no-restricted-properties`: `process.env` belongs to those who parse it. */
export function environmentBan(project) {
  if (project in environmentReaders) return 'off';
  return [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'Settings are parsed once, in the `env` schema given to createService.',
    },
  ];
}

/** Whatever says a log line: `this.logger.warn(…)`, `log.info(…)`, `new Logger(…).fatal(…)`. */
const logCall =
  'CallExpression[callee.property.name=/^(trace|debug|verbose|info|log|warn|error|fatal)$/]:matches([callee.object.property.name=/^log(ger)?$/], [callee.object.name=/^log(ger)?$/], [callee.object.callee.name="Logger"])';

/** Entries of `no-restricted-syntax` for one project. */
export function bannedSyntax(project) {
  const always = [
    {
      selector: 'Decorator > CallExpression[callee.name="MessagePattern"]',
      message: '@MessagePattern answers to any topic that a header names; services meet in events (@EventPattern).',
    },
    {
      selector: 'Decorator > CallExpression[callee.name=/^Inject(Repository|DataSource|EntityManager)$/]',
      message: 'A repository outside the transaction runner escapes the transaction; use Transactions.',
    },
    {
      selector:
        'CallExpression[callee.property.name=/^(run|read)$/][callee.object.property.name=/^(tx|transactions)$/] CallExpression[callee.object.name="Promise"][callee.property.name=/^(all|allSettled|race|any)$/]',
      message: 'One transaction is one connection: await its queries one after the other.',
    },
    {
      selector: `${logCall} MemberExpression[property.name=/^(message|stack)$/]`,
      message: "An error's message may quote a row or an event: log { err: error }, or its class (classOf).",
    },
  ];
  if (project !== 'libs/persistence') {
    always.push({
      selector: 'CallExpression[callee.property.name=/^(getRepository|getTreeRepository|createQueryRunner)$/]',
      message: 'A repository outside the transaction runner escapes the transaction; use Transactions.',
    });
    always.push({
      selector:
        'MemberExpression[object.property.name="manager"][property.name=/^(dataSource|connection|queryRunner|transaction)$/]',
      message:
        'A way around the transaction is a way around its scope, which says whose rows it sees; use Transactions.',
    });
  }
  if (/^(libs|services)\//.test(project)) {
    always.push({
      selector: 'ExportDefaultDeclaration',
      message: 'Exports have names, so that a search finds their uses.',
    });
  }
  if (/^services\//.test(project)) {
    always.push({
      selector: 'CallExpression[callee.name="withScope"]',
      message: 'An actor’s scope comes from the policy table; work of our own is asSystem.',
    });
    always.push({
      selector: 'CallExpression[callee.object.name="console"]',
      message: 'What a service says is a log line with allow-listed fields; use the logger.',
    });
  }
  return always;
}
