import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

/** Something that takes minutes and ends in lines; `quick` is the short form of the same. */
export type NamedRun<Line> = (options: { readonly quick: boolean }) => Promise<Line[]>;

/** From sysexits.h. */
export const EX_USAGE = 64;

/**
 * What `npm run bench` and `npm run prove` do with their command line, `NAME… [--quick] [--json FILE]`: run the named
 * ones in turn and write each line to FILE as JSON as soon as it is there. Undefined for a wrong command line, which
 * people have been told then; the exit code for it is EX_USAGE.
 */
export async function runNamed<Line>(
  kind: string,
  runs: Readonly<Record<string, NamedRun<Line>>>,
  args?: string[],
): Promise<Line[] | undefined> {
  const asked = parse(args);
  const unknown = asked.names.filter((name) => !Object.hasOwn(runs, name));
  const fault =
    asked.fault ??
    (unknown.length > 0
      ? `no such ${kind}: ${unknown.join(', ')}`
      : asked.names.length === 0
        ? `name at least one ${kind}`
        : undefined);
  if (fault !== undefined) {
    console.error(`${fault}\nthere are: ${Object.keys(runs).join(', ')}`);
    return undefined;
  }
  const { names, quick, json } = asked;
  if (json !== undefined) await writeFile(json, '');
  const lines: Line[] = [];
  for (const name of names) {
    for (const line of (await runs[name]?.({ quick })) ?? []) {
      lines.push(line);
      if (json !== undefined) await appendFile(json, `${JSON.stringify(line)}\n`);
    }
  }
  return lines;
}

type Asked = { names: string[]; quick: boolean; json?: string | undefined; fault?: string };

function parse(args: string[] | undefined): Asked {
  try {
    const { positionals, values } = parseArgs({
      ...(args === undefined ? {} : { args }),
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
    });
    return { names: positionals, ...values };
  } catch (error) {
    return { names: [], quick: false, fault: (error as Error).message };
  }
}
