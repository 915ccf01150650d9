import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedDocuments } from './generated-documents.js';

/** Writes the committed documents, or with `--check` compares them; exits 1 and names every difference. */
const root = fileURLToPath(new URL('..', import.meta.url));
const documents = generatedDocuments();
const committed = await filesBelow(['generated', 'samples']);
const differing: string[] = [];

for (const [path, content] of documents) {
  if ((await readFile(join(root, path), 'utf8').catch(() => '')) !== content) differing.push(path);
}
const stray = committed.filter((path) => !documents.has(path));

if (process.argv.includes('--check')) {
  for (const path of [...differing, ...stray]) console.error(`libs/contracts/${path} does not follow from the schemas`);
  if (differing.length + stray.length > 0) process.exit(1);
} else {
  for (const path of stray) await rm(join(root, path));
  for (const path of differing) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), documents.get(path) ?? '');
  }
}

async function filesBelow(folders: string[]): Promise<string[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
    }),
  );
  return lists.flat();
}
