import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** A folder for the time of `work`. PostgreSQL's own user may enter it. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-prove-'));
  folders.add(folder);
  chmodSync(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    remove(folder);
  }
}

/** For a process that ends before its time. */
export function removeScratch(): void {
  for (const folder of folders) remove(folder);
}

/** Those who were just killed may write a last file while the folder goes. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  folders.delete(folder);
}
