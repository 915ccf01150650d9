import { fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * Lines that survive whatever happens after `append` has returned: written at the end of the file, then fsync. */
export class AppendLog {
  private readonly file: number;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  /** One fsync for all of them. */
  append(lines: readonly unknown[]): void {
    writeSync(this.file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    fsyncSync(this.file);
  }

  /** All lines so far. */
  read<Line>(): Line[] {
    return readFileSync(this.path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }
}
