import { EX_USAGE, runNamed, type NamedRun } from '@opencircle/testing';
import { apiOverhead } from './benchmarks/api-overhead.js';
import { coldStart } from './benchmarks/cold-start.js';
import { eventLatency } from './benchmarks/event-latency.js';
import { eventThroughput } from './benchmarks/event-throughput.js';
import { scheduler } from './benchmarks/scheduler.js';
import { table, type Figure } from './figure.js';

const benchmarks: Record<string, NamedRun<Figure>> = {
  'api-overhead': apiOverhead,
  'cold-start': coldStart,
  'event-latency': eventLatency,
  'event-throughput': eventThroughput,
  scheduler,
};

const figures = await runNamed('benchmark', benchmarks);
if (figures !== undefined) console.log(table(figures));
// A missed goal is a figure, not a failure.
process.exitCode = figures === undefined ? EX_USAGE : 0;
