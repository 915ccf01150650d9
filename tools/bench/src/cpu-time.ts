import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ) wherever we run. */
const MS_PER_TICK = 10;

/** CPU milliseconds used so far by these processes and all their descendants, by name. Linux only. */
export function cpuTime(pids: Readonly<Record<string, number>>): Record<string, number> {
  const processes = readProcesses();
  const total = (pid: number): number =>
    (processes.get(pid)?.ms ?? 0) +
    [...processes].filter(([, { parent }]) => parent === pid).reduce((sum, [child]) => sum + total(child), 0);
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, total(pid)]));
}

/** What was used between two readings, by name; a process that was replaced meanwhile counts what the new one used. */
export function cpuBetween(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, Math.max(0, ms - (before[name] ?? 0))]));
}

function readProcesses(): Map<number, { parent: number; ms: number }> {
  const found = new Map<number, { parent: number; ms: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The command may hold spaces and brackets; fields are counted from its last bracket (proc(5)).
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((field) => Number(fields[field]));
      found.set(Number(entry), {
        parent: parent ?? 0,
        ms: ((user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0)) * MS_PER_TICK,
      });
    } catch {
      // It ended while we were reading.
    }
  }
  return found;
}
