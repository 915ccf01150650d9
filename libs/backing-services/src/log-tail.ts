import { readFileSync } from 'node:fs';

/** The last `count` lines of a log file that say something; empty when there is no such file. */
export function lastLines(file: string, count = 20): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count);
}
