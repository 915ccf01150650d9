import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const services = new URL('../../../services/', import.meta.url);

/** Writes src/api/<service>.d.ts from each service's committed OpenAPI document. */
for (const service of readdirSync(services).sort()) {
  const document = new URL(`${service}/openapi.json`, services);
  if (!existsSync(document)) continue;
  const types = astToString(await openapiTS(document));
  writeFileSync(new URL(`../src/api/${service}.d.ts`, import.meta.url), `// Made by \`npm run types\`.\n\n${types}`);
  console.log(`src/api/${service}.d.ts`);
}
