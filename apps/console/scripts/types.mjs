import { existsSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/** The services that the console's types come from; the others are only asked for their status. */
const services = ['listings', 'membership'];

for (const service of services) {
  const document = new URL(`../../../services/${service}/openapi.json`, import.meta.url);
  if (!existsSync(document)) {
    console.error(`${service} has no openapi.json yet: run \`npm run openapi\` at the root`);
    process.exitCode = 1;
    continue;
  }
  const types = astToString(await openapiTS(document));
  writeFileSync(
    new URL(`../src/api/generated/${service}.d.ts`, import.meta.url),
    `// Made from services/${service}/openapi.json by \`npm run types\`.\n\n${types}`,
  );
  console.log(`src/api/generated/${service}.d.ts`);
}
