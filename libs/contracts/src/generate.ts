import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedDocuments } from './generated-documents.js';
import { compareWithPublished } from './published.js';

/**
 * Writes the committed documents, or with `--check` compares them; exits 1 and names every difference. What is in `published/` is
 * only ever extended: contracts that break it write nothing.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const { broken, documents: published } = compareWithPublished(await textsBelow('published'));
const documents = new Map([...generatedDocuments(), ...published]);
const committed = new Map([
  ...(await textsBelow('generated')),
  ...(await textsBelow('samples')),
  ...(await textsBelow('published')),
]);
const differing = [...documents].filter(([path, content]) => committed.get(path) !== content).map(([path]) => path);
const stray = [...committed.keys()].filter((path) => !documents.has(path));

if (broken.length > 0) {
  for (const line of broken) console.error(line);
  console.error('A published event version only gains optional fields. Make a new version: docs/events.md says how.');
  process.exitCode = 1;
} else if (process.argv.includes('--check')) {
  for (const path of [...differing, ...stray]) console.error(`libs/contracts/${path} does not follow from the schemas`);
  if (differing.length + stray.length > 0) {
    console.error('npm run generate writes them');
    process.exitCode = 1;
  }
} else {
  for (const path of stray) await rm(join(root, path));
  for (const path of differing) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), documents.get(path) ?? '');
  }
}

/** Path below `libs/contracts` → text of each file in the folder. */
async function textsBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  );
}
