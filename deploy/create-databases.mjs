// Makes each service's database and its two roles on a PostgreSQL that runs already; a second run changes nothing.
// ADMIN_DATABASE_URL: PostgreSQL as its superuser. <SERVICE>_OWNER_PASSWORD, <SERVICE>_PASSWORD: of the roles to make.
import { createDatabase } from '@opencircle/backing-services';
import { commandFaults } from '@opencircle/tls';

const services = ['listings', 'matching', 'membership', 'notifications'];
const needed = [
  'ADMIN_DATABASE_URL',
  ...services.flatMap((name) => [`${name.toUpperCase()}_OWNER_PASSWORD`, `${name.toUpperCase()}_PASSWORD`]),
];
const wrong = [
  ...needed.filter((name) => !process.env[name]).map((name) => `${name} is missing`),
  ...commandFaults(process.env, 'ADMIN_DATABASE_URL').map(({ variable, rule }) => `${variable} ${rule}`),
];
if (wrong.length > 0) {
  console.error(`create-databases cannot start:\n  ${wrong.join('\n  ')}`);
  process.exit(78);
}

try {
  for (const name of services) {
    await createDatabase(process.env.ADMIN_DATABASE_URL, {
      name,
      ownerPassword: process.env[`${name.toUpperCase()}_OWNER_PASSWORD`],
      servicePassword: process.env[`${name.toUpperCase()}_PASSWORD`],
    });
    console.log(`database ${name} is there`);
  }
} catch (error) {
  console.error(`create-databases failed: ${error.message || error.code}`);
  process.exitCode = 1;
}
