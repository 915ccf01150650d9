import { execFileSync } from 'node:child_process';

/**
 * Stops a process and those that it has started: PostgreSQL's backends answer their clients whatever becomes of the
 * postmaster. It stops first, so that no child escapes. Undefined when there is no such process; else what lets all go on.
 */
export function freeze(pid: number): (() => void) | undefined {
  if (!signal(pid, 'SIGSTOP')) return undefined;
  const children = childrenOf(pid);
  for (const child of children) signal(child, 'SIGSTOP');
  return () => {
    for (const each of [...children, pid]) signal(each, 'SIGCONT');
  };
}

/** Whether there was such a process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

export function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}
