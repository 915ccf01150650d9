import { join } from 'node:path';
import { freePort, startPostgres } from '@opencircle/backing-services';
import { withScratch } from './scratch.js';

/** PostgreSQL for the time of `work`, which gets the administrator's URL and the folder that it may write to. */
export function withPostgres<T>(work: (adminUrl: string, folder: string) => Promise<T>): Promise<T> {
  return withScratch(async (folder) => {
    const postgres = await startPostgres({
      port: await freePort(),
      dataDir: join(folder, 'postgres'),
      logFile: join(folder, 'postgres.log'),
      password: 'prove',
      durable: false,
    });
    try {
      return await work(postgres.adminUrl, folder);
    } finally {
      await postgres.stop();
    }
  });
}
