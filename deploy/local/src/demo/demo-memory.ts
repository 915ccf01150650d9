import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from '../environments.js';

/** How far the demo has come in one database; an interrupted one is carried on at the next start. */
export type DemoProgress = 'none' | 'admin' | 'started' | 'done';

/** `<data>/demo.json`: progress for one database. Another database starts anew. */
export class DemoMemory {
  private readonly file: string;
  private readonly database: string;

  constructor({ layout, databases }: Pick<Facts, 'layout' | 'databases'>) {
    const { host, pathname } = new URL(databases.membership.serviceUrl);
    this.file = join(layout.data, 'demo.json');
    this.database = `${host}${pathname}`;
  }

  progress(): DemoProgress {
    try {
      const { database, progress } = JSON.parse(readFileSync(this.file, 'utf8')) as {
        database: string;
        progress: DemoProgress;
      };
      return database === this.database ? progress : 'none';
    } catch {
      return 'none';
    }
  }

  remember(progress: DemoProgress): void {
    writeFileSync(`${this.file}.new`, JSON.stringify({ database: this.database, progress }));
    renameSync(`${this.file}.new`, this.file);
  }
}
