import 'reflect-metadata';
import { startOurs } from './ours.js';
import { startFastify, startNestOnExpress, startNodeHttp } from './peers.js';

/** A server as a process of its own; the first line on stdout is its port. Its settings come as JSON. */
const [kind, settings = '{}'] = process.argv.slice(2);
const options = JSON.parse(settings) as { databaseUrl: string; jwks: object };

const kinds: Readonly<Record<string, () => Promise<number>>> = {
  'node:http': startNodeHttp,
  Fastify: startFastify,
  'Nest on Express': () => startNestOnExpress(options),
  ours: () => startOurs(options),
};
const start = kinds[kind ?? ''];
if (start === undefined) throw new Error(`no server is called ${kind ?? ''}`);
process.stdout.write(`${await start()}\n`);
