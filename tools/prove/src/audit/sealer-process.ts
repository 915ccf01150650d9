import { CheckpointFile, CheckpointSigner, Sealer } from '@opencircle/audit';
import { Loop } from '@opencircle/messaging';
import { dataSource, Transactions } from '@opencircle/persistence';

export type SealerOrder = { url: string; service: string; file: string; signingKey: Parameters<typeof CheckpointSigner.of>[0] }; // prettier-ignore

/** A process that seals and says where the chain stands after every batch, until it is killed. */
async function main({ url, service, file, signingKey }: SealerOrder): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  const source = await dataSource({ url, name: 'sealer', poolSize: 1 }).initialize();
  const sealer = new Sealer(new Transactions(source), service);
  const signer = await CheckpointSigner.of(signingKey);
  const checkpoints = new CheckpointFile(file);
  const step = async (): Promise<number> => {
    const sealed = await sealer.sealBatch();
    const head = sealed ? await sealer.head() : undefined;
    if (head === undefined) return 5;
    const { seq, hash } = head;
    await checkpoints.append(
      await signer.sign({ service, seq: Number(seq), hash: hash.toString('hex'), at: new Date().toISOString() }),
    );
    return 0;
  };
  new Loop({ step, failed: (error) => console.error(String(error)) }).start();
  process.send?.('ready');
}

await main(JSON.parse(process.argv[2] ?? '') as SealerOrder);
