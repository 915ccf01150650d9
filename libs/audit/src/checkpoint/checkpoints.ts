import { Inject, Injectable } from '@nestjs/common';
import { auditCheckpointed } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { AUDIT_OPTIONS, type AuditOptions } from '../options.js';
import type { Head } from '../seal/sealer.js';
import { CheckpointFile, checkpointFileIn } from './checkpoint-file.js';
import { CheckpointSigner } from './checkpoint.js';

/** Says outside the database where the chain stands: in a file first, then on Kafka. */
@Injectable()
export class Checkpoints {
  private readonly file: CheckpointFile | undefined;
  private signer: Promise<CheckpointSigner> | undefined;

  constructor(
    @Inject(AUDIT_OPTIONS) private readonly options: AuditOptions,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {
    const { checkpointFolder, service } = options;
    if (checkpointFolder !== undefined) this.file = new CheckpointFile(checkpointFileIn(checkpointFolder, service));
  }

  /** Without a key nothing is signed, and so nothing is said. */
  get offered(): boolean {
    return this.options.signingKey !== undefined;
  }

  async say({ seq, hash }: Head): Promise<void> {
    const { service, signingKey } = this.options;
    if (signingKey === undefined) return;
    const said = { service, seq: Number(seq), hash: hash.toString('hex'), at: new Date().toISOString() };
    const jws = await (await (this.signer ??= CheckpointSigner.of(signingKey))).sign(said);
    await this.file?.append(jws);
    await this.transactions.run((db) => this.outbox.add(db, auditCheckpointed, service, { ...said, jws }));
  }
}
