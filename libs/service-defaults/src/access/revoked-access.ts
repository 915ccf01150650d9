import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AccessUnknown, Unauthenticated, type AccessJudge, type Person } from '@opencircle/auth';
import { Loop } from '@opencircle/messaging';
import { Purger, purgeOf, sqlState, Transactions } from '@opencircle/persistence';

/** Milliseconds between two looks at the table. */
const EVERY = 1_000;

/** Milliseconds after the last look from which on nobody is trusted. */
const TRUST = 5_000;

/** Milliseconds after which the whole table is read again: a restored database counts transactions anew, and old rows go. */
const AFRESH = 60_000;

/** Milliseconds that a request waits for a look of its own. */
const PATIENCE = 2_000;

/** Minutes for which a revocation is kept: no token from before it lives longer than ten. */
const KEPT_MINUTES = 30;

type Row = { personId: string; epoch: number; horizon: string };

/**
 * Knows from whom access was taken, a second after the table of this service does. When the table has not been read for
 * five seconds, and cannot be read now, no person's token is trusted.
 */
@Injectable()
export class RevokedAccess implements AccessJudge, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RevokedAccess.name);
  private readonly loop = new Loop({
    step: async () => {
      await this.look();
      return EVERY;
    },
    failed: (error) => this.logger.warn({ code: sqlState(error) }, 'revocations cannot be read'),
  });
  private epochs = new Map<string, number>();
  private horizon = '0';
  private readWhole = -Infinity;
  private readLast = -Infinity;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly tx: Transactions,
    purger: Purger,
  ) {
    const old = 'noted_at < now() - make_interval(mins => $2)';
    purger.add('access-revocation', purgeOf('access_revocation', old, [KEPT_MINUTES]));
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  async admit({ id, epoch = 0 }: Person): Promise<void> {
    if (performance.now() - this.readLast > TRUST) await this.demandLook();
    if (epoch < (this.epochs.get(id) ?? 0)) {
      throw new Unauthenticated('access-changed', 'what this token says has changed since; renew it');
    }
  }

  /** The process may have been stopped for a while: a look now spares an honest request its refusal. */
  private async demandLook(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the database does not answer')), PATIENCE);
    });
    try {
      await Promise.race([this.look(), late]);
    } catch (error) {
      throw new AccessUnknown(error);
    } finally {
      clearTimeout(timer);
    }
  }

  private look(): Promise<void> {
    this.looking ??= this.read().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Rows of transactions that the last look could not see yet, and some that it saw: reading twice is harmless. */
  private async read(): Promise<void> {
    const began = performance.now();
    const isWhole = began - this.readWhole > AFRESH;
    const rows = await this.tx.read((db) =>
      db.query<Partial<Row> & Pick<Row, 'horizon'>>(
        `SELECT r.person_id AS "personId", r.epoch, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
         FROM (SELECT 1) one LEFT JOIN access_revocation r ON r.changed_in >= $1::text::xid8`,
        [isWhole ? '0' : this.horizon],
      ),
    );
    const known = isWhole ? new Map<string, number>() : this.epochs;
    for (const { personId, epoch } of rows) if (personId && epoch) known.set(personId, epoch);
    this.epochs = known;
    this.horizon = rows[0]?.horizon ?? this.horizon;
    this.readLast = began;
    if (isWhole) this.readWhole = began;
  }
}
