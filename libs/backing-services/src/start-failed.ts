import { lastLines } from './log-tail.js';

/** Something could not be started. The message holds what happened, the log's last lines and the log's path. */
export class StartFailed extends Error {
  constructor(
    readonly what: string,
    readonly logFile: string,
  ) {
    const lines = lastLines(logFile);
    super(
      [
        what,
        ...(lines.length > 0 ? lines.map((line) => `  | ${line}`) : ['  | (log is empty)']),
        `  log: ${logFile}`,
      ].join('\n'),
    );
    this.name = 'StartFailed';
  }
}
