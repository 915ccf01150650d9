import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { coldStart } from './benchmarks/cold-start.js';
import { eventLatency } from './benchmarks/event-latency.js';
import { table, type Figure } from './figure.js';

export type Benchmark = (options: { quick: boolean }) => Promise<Figure[]>;

const benchmarks: Record<string, Benchmark> = { 'cold-start': coldStart, 'event-latency': eventLatency };

/** Exits 64 for a wrong command line; a missed goal is a figure, not a failure. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  });
  const unknown = positionals.filter((name) => !(name in benchmarks));
  if (positionals.length === 0 || unknown.length > 0) {
    console.error(unknown.length > 0 ? `no such benchmark: ${unknown.join(', ')}` : 'name at least one benchmark');
    console.error(`there are: ${Object.keys(benchmarks).join(', ')}`);
    return 64;
  }
  if (values.json !== undefined) await writeFile(values.json, '');
  const figures: Figure[] = [];
  for (const name of positionals) {
    for (const figure of (await benchmarks[name]?.({ quick: values.quick })) ?? []) {
      figures.push(figure);
      if (values.json !== undefined) await appendFile(values.json, `${JSON.stringify(figure)}\n`);
    }
  }
  console.log(table(figures));
  return 0;
}

process.exitCode = await main();
