import { describeFault, verifyChain, type CheckpointReader, type Verification } from '@opencircle/audit';
import { dataSource, Transactions } from '@opencircle/persistence';
import type { ServiceName } from '../layout.js';
import { optionsFrom, USAGE, WrongUsage, type VerifyOptions } from './options.js';
import { checkpointsOf, databaseOf, readerFrom } from './sources.js';

type Looked = { readonly isSound: boolean; readonly lines: readonly string[] };

/** Checkpoints first: one that is younger than what is looked at would look like a cut tail. */
async function verify(service: ServiceName, options: VerifyOptions, reader: CheckpointReader): Promise<Looked> {
  const url = databaseOf(service, options);
  const signed = await checkpointsOf(service, options);
  const source = await dataSource({ url, name: 'audit-verify', poolSize: 1 }).initialize();
  try {
    const verification = await new Transactions(source).read((db) =>
      verifyChain(service, (sql, parameters) => db.query(sql, parameters), { signed, reader }),
    );
    return told(verification);
  } finally {
    await source.destroy();
  }
}

function told(verification: Verification): Looked {
  const { service, entries, unsealed, uncovered, lastCheckpoint: last, faults } = verification;
  if (faults.length > 0) return { isSound: false, lines: faults.map((fault) => `${service}: ${describeFault(fault)}`) };
  if (last === undefined && entries > 0) {
    return { isSound: false, lines: [`${service}: no checkpoint says anything of its ${entries} entries; a cut tail or a rewritten chain would not be seen`] }; // prettier-ignore
  }
  const until = last === undefined ? 'no checkpoint yet' : `last checkpoint ${last.seq} of ${last.at}`;
  const behind = [
    ...(uncovered > 0 ? [`${uncovered} behind it`] : []),
    ...(unsealed > 0 ? [`${unsealed} not sealed yet`] : []),
  ];
  return { isSound: true, lines: [`${service}: ok, ${[`${entries} entries`, until, ...behind].join(', ')}`] };
}

async function main(): Promise<number> {
  const options = optionsFrom(process.argv.slice(2));
  const reader = await readerFrom(options);
  let code = 0;
  for (const service of options.services) {
    try {
      const { isSound, lines } = await verify(service, options, reader);
      for (const line of lines) console.log(line);
      if (!isSound) code = 1;
    } catch (error) {
      console.error(`${service}: could not be looked at: ${(error as Error).message}`);
      if (code === 0) code = 2;
    }
  }
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof WrongUsage;
  console.error(`audit:verify: ${(error as Error).message}${isUsage ? `\n${USAGE}` : ''}`);
  process.exitCode = isUsage ? 64 : 2;
}
