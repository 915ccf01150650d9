import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** PostgreSQL refuses to run as root; then it runs as this user. */
export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** The user for a program that must not be root: none when we are not root, else `postgres`, else `nobody`. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.\n  fix: run as an ordinary user, or `useradd --system postgres`',
  );
}

function idOf(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }));
  } catch {
    return undefined;
  }
}

/** The first folder above `path` that another user may not enter, if any. */
export function closedFolderAbove(path: string): string | undefined {
  let closed: string | undefined;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) closed = folder;
    if (folder === dirname(folder)) return closed;
  }
}

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

export type Privileges = {
  readonly user?: SystemUser | undefined;
  /** The user may enter folders that are closed to it (a clone under /root). */
  readonly enterClosedFolders?: boolean | undefined;
  /** What the child gets when its parent dies without a word. */
  readonly whenOrphaned?: 'INT' | 'TERM' | 'KILL' | undefined;
};

/**
 * Puts `setpriv` (util-linux) before a command: it changes the user, keeps the one capability asked for, and has the kernel
 * end the child when its parent is killed. Without it (not Linux) the user changes through spawn and nothing else holds.
 */
export function withPrivileges(
  command: string,
  args: readonly string[],
  want: Privileges,
): { command: string; args: string[]; uid?: number; gid?: number } {
  if (setpriv === undefined) {
    if (want.enterClosedFolders)
      throw new Error(
        '`setpriv` (util-linux) is missing, so PostgreSQL cannot enter this folder.\n  fix: install util-linux, or use a folder that every user may enter',
      );
    return { command, args: [...args], ...(want.user ? { uid: want.user.uid, gid: want.user.gid } : {}) };
  }
  const flags = ['--pdeathsig', want.whenOrphaned ?? 'TERM'];
  if (want.user) flags.push('--reuid', String(want.user.uid), '--regid', String(want.user.gid), '--clear-groups');
  if (want.enterClosedFolders) flags.push('--inh-caps', '+dac_override', '--ambient-caps', '+dac_override');
  return { command: setpriv, args: [...flags, '--', command, ...args] };
}
