import { lastLines } from './log-tail.js';

/** Something could not be started. The message is for people: what happened, the log's last lines, its path, and the fix. */
export class StartFailed extends Error {
  constructor(
    what: string,
    readonly logFile: string,
    fix?: string,
  ) {
    const lines = lastLines(logFile);
    const shown = lines.length > 0 ? lines : ['(the log is empty)'];
    super(
      [what, ...shown.map((line) => `  | ${line}`), `  log: ${logFile}`, ...(fix ? [`  fix: ${fix}`] : [])].join('\n'),
    );
    this.name = 'StartFailed';
  }
}
