import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the checkpoints of a service stand in a folder: one signed checkpoint a line, in the order of writing. */
export function checkpointFileIn(folder: string, service: string): string {
  return join(folder, `${service}.checkpoints`);
}

/** A file of signed checkpoints that only ever grows. */
export class CheckpointFile {
  private mended = false;

  constructor(readonly path: string) {}

  /** Resolves once the line is on the disk. */
  async append(jws: string): Promise<void> {
    if (!this.mended) await this.mend();
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.write(`${jws}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Whole lines. A line without its end was being written when the machine failed: nobody was told of it. */
  async lines(): Promise<string[]> {
    const text = await this.text();
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
  }

  private async mend(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const text = await this.text();
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) await truncate(this.path, Buffer.byteLength(text.slice(0, whole)));
    this.mended = true;
  }

  private async text(): Promise<string> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}
