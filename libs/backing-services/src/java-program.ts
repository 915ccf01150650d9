import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A program of the JDK: that of JAVA_HOME, or else the one in PATH. */
export function javaProgram(name: 'java' | 'keytool'): string {
  const home = process.env['JAVA_HOME'];
  const program = home === undefined ? name : join(home, 'bin', name);
  return existsSync(program) ? program : name;
}
